import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { FilesService } from '../../office/files.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { sendFile } from '../../shell/send-file.js';
import { uploadOf } from '../../shell/uploads.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { notRatedReasons, type NotRatedReason } from '../../vocabulary/domain/not-rated-reasons.js';
import { findingKinds } from '../domain/new-inspection.js';
import { GatheringEvidenceService } from '../gathering-evidence.service.js';
import { JudgingService } from '../judging.service.js';
import { WorkspaceReader, type WorkView } from '../workspace-reader.service.js';
import {
  ChangedEvidenceForm,
  ChangedFindingForm,
  EvidenceForm,
  EvidenceWithdrawalForm,
  FindingForm,
  JudgementForm,
  VersionForm,
} from './area.form.js';
import { evidencePage, noEvidence } from './area-evidence.page.js';
import { findingPage, noFinding } from './area-finding.page.js';
import { areaPage, labelIn } from './area.page.js';
import { inspectionPaths } from './inspections.paths.js';
import { evidenceRefusals, findingRefusals, judgeRefusals, looksPersonal, triedWith } from './refusal-words.js';
import { wholeArea } from './workspace-words.js';

type Query = Readonly<Record<string, unknown>>;

/** Pages 20 and 21: the evidence, the judgement and the findings of an area. */
@Controller('inspections/:ref')
export class AreasController {
  constructor(
    private readonly reader: WorkspaceReader,
    private readonly gathering: GatheringEvidenceService,
    private readonly judging: JudgingService,
    private readonly files: FilesService,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get('areas/:area')
  @Allow('inspections.read-evidence')
  async area(
    @Param('ref') ref: string,
    @Param('area') area: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#showArea({ ref, area, actor, request, response }, query, null);
  }

  @Post('areas/:area')
  @Allow('inspections.judge')
  async judge(
    @Param('ref') ref: string,
    @Param('area') area: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(JudgementForm)) form: Form<JudgementForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const place = { ref, area, actor, request, response };
    const view = await this.#read(actor, ref);
    const judgement = view.work.judgements.find((each) => each.area === keyOf(area));
    if (!judgement) throw new NotFoundException();
    if (!form.ok) return this.#showArea(place, {}, form);
    const { grade, narrative, limiting, reason, checked, version } = form.value;
    if (!checked && personalDataIn(narrative).length > 0)
      return this.#showArea(place, {}, { posted: form.posted, errors: { narrative: looksPersonal } });
    const judged = await this.judging.judge(actor, ref, {
      ...saidOf(grade),
      judgementId: judgement.id,
      narrative,
      limiting,
      reason,
      version,
    });
    if (judged.ok) return response.redirect(303, address(inspectionPaths.area(ref, area), { done: 'judged' }));
    if (judged.error === 'not-found') throw new NotFoundException();
    if (judged.error !== 'stale')
      return this.#showArea(place, {}, triedWith(form.posted, judgeRefusals(judgement.areaText)[judged.error]));
    const gradeWords = (choice: string): string => {
      const { gradeId, absence } = saidOf(choice);
      return view.grades.find(({ id }) => id === gradeId)?.label ?? (absence ? notRatedReasons[absence] : 'Nothing');
    };
    const saved = judgement.gradeId ?? (judgement.absence ? `not:${judgement.absence}` : '');
    await this.#showArea(
      { ...place, status: 409 },
      {},
      {
        posted: form.posted,
        errors: {},
        conflict: conflict({
          thing: 'judgement',
          at: await this.#lastChange(view),
          rows: [
            { label: 'Grade', saved: gradeWords(saved), typed: gradeWords(grade) },
            { label: 'What inspectors say', saved: judgement.narrative, typed: narrative },
          ],
        }),
      },
    );
  }

  @Get('evidence/new')
  @Allow('inspections.gather')
  async newEvidence(
    @Param('ref') ref: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const place = areaOf(view, typeof query.area === 'string' ? query.area : wholeArea);
    this.pages.show(request, response, 'inspections/sheet', evidencePage(view, { ...place, values: noEvidence }));
  }

  @Post('evidence/new')
  @Allow('inspections.gather')
  async addEvidence(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(EvidenceForm)) form: Form<EvidenceForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const place = areaOf(view, textOf(form.posted, 'area'));
    const again = (tried: Tried): void =>
      this.pages.show(
        request,
        response.status(422),
        'inspections/sheet',
        evidencePage(view, { ...place, values: noEvidence, tried }),
      );
    if (!form.ok) return again(form);
    const { checked, ...given } = form.value;
    const file = fileIn(request);
    const added = await this.gathering.add(actor, ref, { ...given, area: place.area, personalChecked: checked }, file);
    if (added.ok)
      return response.redirect(303, address(inspectionPaths.area(ref, place.area ?? wholeArea), { done: 'evidence' }));
    if (added.error === 'not-found' || added.error === 'stale') throw new NotFoundException();
    again(triedWith(form.posted, evidenceRefusals[added.error]));
  }

  @Get('evidence/:evidence')
  @Allow('inspections.read-evidence')
  async evidence(
    @Param('ref') ref: string,
    @Param('evidence') evidence: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    this.pages.show(request, response, 'inspections/sheet', evidencePage(view, evidenceIn(view, evidence)));
  }

  @Post('evidence/:evidence')
  @Allow('inspections.gather')
  async changeEvidence(
    @Param('ref') ref: string,
    @Param('evidence') evidence: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ChangedEvidenceForm)) form: Form<ChangedEvidenceForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const held = evidenceIn(view, evidence);
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', evidencePage(view, { ...held, tried }));
    if (!form.ok) return again(form);
    const { checked, ...given } = form.value;
    const changed = await this.gathering.change(
      actor,
      ref,
      { ...given, evidence, area: held.area, personalChecked: checked },
      fileIn(request),
    );
    if (changed.ok)
      return response.redirect(303, address(inspectionPaths.area(ref, held.area ?? wholeArea), { done: 'evidence' }));
    if (changed.error === 'not-found') throw new NotFoundException();
    if (changed.error !== 'stale') return again(triedWith(form.posted, evidenceRefusals[changed.error]));
    const told = conflict({
      thing: 'evidence',
      at: await this.#lastChange(view),
      rows: [
        { label: 'What it shows', saved: held.values.summary, typed: given.summary },
        { label: 'Page', saved: held.values.page, typed: given.page },
        { label: 'Paragraph', saved: held.values.paragraph, typed: given.paragraph },
      ],
    });
    again({ posted: form.posted, errors: {}, conflict: told }, 409);
  }

  @Post('evidence/:evidence/withdrawal')
  @Allow('inspections.gather')
  async withdrawEvidence(
    @Param('ref') ref: string,
    @Param('evidence') evidence: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(EvidenceWithdrawalForm)) form: Form<EvidenceWithdrawalForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const held = evidenceIn(view, evidence);
    const again = (message: string, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', {
        ...evidencePage(view, held),
        errors: [{ text: message, href: '#withdrawal' }],
      });
    if (!form.ok) return again(Object.values(form.errors)[0] ?? '');
    const done = await this.gathering.withdraw(actor, ref, { evidence, ...form.value });
    if (done.ok)
      return response.redirect(
        303,
        address(inspectionPaths.area(ref, held.area ?? wholeArea), { done: 'evidence-withdrawn' }),
      );
    if (done.error === 'not-found') throw new NotFoundException();
    if (done.error === 'stale')
      return again('Someone changed this evidence. Read it again before you withdraw it', 409);
    again(evidenceRefusals[done.error].message);
  }

  @Get('evidence/:evidence/file')
  @Allow('inspections.read-evidence')
  async file(
    @Param('ref') ref: string,
    @Param('evidence') evidence: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const fileId = view.evidence.find((piece) => piece.ref === evidence)?.fileId ?? null;
    const file = fileId === null ? null : await this.files.read(fileId);
    if (!file) throw new NotFoundException();
    sendFile(response, file);
  }

  @Get('findings/new')
  @Allow('inspections.judge')
  async newFinding(
    @Param('ref') ref: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const place = areaOf(view, typeof query.area === 'string' ? query.area : wholeArea);
    this.pages.show(request, response, 'inspections/sheet', findingPage(view, { ...place, values: noFinding }));
  }

  @Post('findings/new')
  @Allow('inspections.judge')
  async addFinding(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(FindingForm)) form: Form<FindingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const place = areaOf(view, textOf(form.posted, 'area'));
    const again = (tried: Tried): void =>
      this.pages.show(
        request,
        response.status(422),
        'inspections/sheet',
        findingPage(view, { ...place, values: noFinding, tried }),
      );
    if (!form.ok) return again(form);
    const { checked, ...given } = form.value;
    if (!checked && personalDataIn(given.text).length > 0)
      return again({ posted: form.posted, errors: { text: looksPersonal } });
    const added = await this.judging.addFinding(actor, ref, { ...given, area: place.area });
    if (added.ok)
      return response.redirect(303, address(inspectionPaths.area(ref, place.area ?? wholeArea), { done: 'finding' }));
    if (added.error === 'not-found' || added.error === 'stale') throw new NotFoundException();
    again(triedWith(form.posted, findingRefusals[added.error]));
  }

  @Get('findings/:finding')
  @Allow('inspections.judge')
  async finding(
    @Param('ref') ref: string,
    @Param('finding') finding: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    this.pages.show(request, response, 'inspections/sheet', findingPage(view, findingIn(view, finding)));
  }

  @Post('findings/:finding')
  @Allow('inspections.judge')
  async changeFinding(
    @Param('ref') ref: string,
    @Param('finding') finding: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ChangedFindingForm)) form: Form<ChangedFindingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const held = findingIn(view, finding);
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', findingPage(view, { ...held, tried }));
    if (!form.ok) return again(form);
    const { checked, ...given } = form.value;
    if (!checked && personalDataIn(given.text).length > 0)
      return again({ posted: form.posted, errors: { text: looksPersonal } });
    const changed = await this.judging.changeFinding(actor, ref, { ...given, id: finding, area: held.area });
    if (changed.ok)
      return response.redirect(303, address(inspectionPaths.area(ref, held.area ?? wholeArea), { done: 'finding' }));
    if (changed.error === 'not-found') throw new NotFoundException();
    if (changed.error !== 'stale') return again(triedWith(form.posted, findingRefusals[changed.error]));
    const told = conflict({
      thing: 'finding',
      at: await this.#lastChange(view),
      rows: [
        { label: 'Finding', saved: held.values.text, typed: given.text },
        {
          label: 'Kind',
          saved: labelIn(findingKinds, held.values.kind ?? ''),
          typed: labelIn(findingKinds, given.kind),
        },
      ],
    });
    again({ posted: form.posted, errors: {}, conflict: told }, 409);
  }

  @Post('findings/:finding/removal')
  @Allow('inspections.judge')
  async removeFinding(
    @Param('ref') ref: string,
    @Param('finding') finding: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(VersionForm)) form: Form<VersionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const held = findingIn(view, finding);
    if (!form.ok) throw new NotFoundException();
    const removed = await this.judging.removeFinding(actor, ref, { id: finding, ...form.value });
    if (removed.ok)
      return response.redirect(
        303,
        address(inspectionPaths.area(ref, held.area ?? wholeArea), { done: 'finding-removed' }),
      );
    if (removed.error === 'not-found') throw new NotFoundException();
    const isStale = removed.error === 'stale';
    const message = isStale
      ? 'Someone changed this finding. Read it again before you take it out'
      : findingRefusals[removed.error].message;
    this.pages.show(request, response.status(isStale ? 409 : 422), 'inspections/sheet', {
      ...findingPage(view, held),
      errors: [{ text: message, href: '#finding' }],
    });
  }

  async #showArea(
    place: {
      readonly ref: string;
      readonly area: string;
      readonly actor: Actor;
      readonly request: Request;
      readonly response: Response;
      readonly status?: number;
    },
    query: Query,
    tried: Tried,
  ): Promise<void> {
    const { ref, area, actor, request, response } = place;
    const view = await this.#read(actor, ref);
    const key = keyOf(area);
    const judgement = view.work.judgements.find((each) => each.area === key) ?? null;
    if (!judgement && (key !== null || view.work.judgements.length > 0)) throw new NotFoundException();
    if (tried) response.status(place.status ?? 422);
    this.pages.show(request, response, 'inspections/sheet', areaPage(view, { area: key, judgement, query, tried }));
  }

  async #read(actor: Actor, ref: string): Promise<WorkView> {
    const view = await this.reader.read(actor, ref, ['evidence', 'words', 'changes', 'rules']);
    if (!view || view.relation.part === 'contact' || view.relation.part === null) throw new NotFoundException();
    return view;
  }

  /** When somebody last saved anything of this inspection. */
  async #lastChange(view: WorkView): Promise<string> {
    const [line] = await this.audit.ofObject('inspection', [view.work.id], { limit: 1 });
    return line ? formatMoment(line.at) : 'a time that is not known';
  }
}

const keyOf = (area: string): string | null => (area === wholeArea ? null : area);

function areaOf(view: WorkView, area: string): { area: string | null; areaText: string } {
  const key = keyOf(area);
  const judgement = view.work.judgements.find((each) => each.area === key);
  if (judgement) return { area: key, areaText: judgement.areaText };
  if (key === null) return { area: null, areaText: 'What was looked at' };
  throw new NotFoundException();
}

const evidenceIn = (view: WorkView, ref: string) => {
  const piece = view.evidence.find((each) => each.ref === ref);
  if (!piece) throw new NotFoundException();
  return { ...areaOf(view, piece.area ?? wholeArea), values: { ...piece, contradicts: piece.contradicts === 1 } };
};

const findingIn = (view: WorkView, id: string) => {
  const finding = view.findings.find((each) => each.id === id);
  if (!finding) throw new NotFoundException();
  return { ...areaOf(view, finding.area ?? wholeArea), values: finding };
};

/** A grade by its id, or `not:` and the reason for none. Anything else is no grade. */
function saidOf(choice: string): { gradeId: string | null; absence: NotRatedReason | null } {
  const reason = choice.startsWith('not:') ? choice.slice(4) : null;
  if (reason === null) return { gradeId: choice, absence: null };
  return { gradeId: null, absence: Object.hasOwn(notRatedReasons, reason) ? (reason as NotRatedReason) : null };
}

function fileIn(request: Request): { name: string; content: Uint8Array } | null {
  const upload = uploadOf(request, 'file');
  if (!upload) return null;
  // What was too large was read past: as many bytes as are too many say so again.
  return { name: upload.name, content: upload.isTooLarge ? new Uint8Array(20 * 1024 * 1024) : upload.content };
}
