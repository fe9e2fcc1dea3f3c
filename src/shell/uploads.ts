import type { Request, RequestHandler } from 'express';
import { HttpException } from '@nestjs/common';
import multer, { MulterError, type StorageEngine } from 'multer';
import { visitorOf } from './visitor.js';

/** A file that was sent with a form. */
export type Upload = {
  readonly field: string;
  /** As its sender called it: for showing, never for a path. */
  readonly name: string;
  readonly size: number;
  /** Empty when it was larger than any file of ours. */
  readonly content: Buffer;
  readonly isTooLarge: boolean;
};

/** The largest file that is kept, in bytes. */
export const largestFile = 20 * 1024 * 1024;
/** What is read to the end, so that the rest of the form is not lost, before the connection is refused. */
export const mostRead = 3 * largestFile;

const uploads = new WeakMap<Request, Upload[]>();

/** Every file that was sent with the form. */
export const uploadsOf = (request: Request): readonly Upload[] => uploads.get(request) ?? [];

/** The file sent in a field, or null where none was chosen. */
export const uploadOf = (request: Request, field: string): Upload | null =>
  uploads.get(request)?.find((upload) => upload.field === field && (upload.size > 0 || upload.name !== '')) ?? null;

const tooLarge = (): HttpException => new HttpException('Too large', 413);

/** Keeps a file in memory up to the limit; what is over it is read past, so that the page can say so at its field. */
const storage: StorageEngine = {
  _handleFile(request, file, done) {
    const chunks: Buffer[] = [];
    let size = 0;
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostRead) {
        file.stream.destroy();
        done(tooLarge());
      } else if (size <= largestFile) chunks.push(chunk);
      else chunks.length = 0;
    });
    file.stream.once('error', done);
    file.stream.once('end', () => {
      const upload: Upload = {
        field: file.fieldname,
        // Its end says what kind of file it is.
        name: Buffer.from(file.originalname, 'latin1').toString('utf8').slice(-300),
        size,
        content: Buffer.concat(size <= largestFile ? chunks : []),
        isTooLarge: size > largestFile,
      };
      uploads.set(request, [...(uploads.get(request) ?? []), upload]);
      done(null, { size });
    });
  },
  _removeFile(_request, _file, done) {
    done(null);
  },
};

/**
 * Reads forms with files on the routes that take them, and only from people who are signed in: nobody else can make
 * the service hold a file. Stands after the visitor is known and before the guards, which find the form's token read.
 */
export function uploadReader(routes: readonly RegExp[]): RequestHandler {
  const read = multer({
    storage,
    limits: { files: 5, fields: 300, fieldNameSize: 100, fieldSize: 512 * 1024, parts: 305, headerPairs: 50 },
  }).any();
  return (request, response, next) => {
    const isForm = request.is('multipart/form-data') !== false && request.is('multipart/form-data') !== null;
    if (request.method !== 'POST' || !isForm) return next();
    if (!visitorOf(request).account || !routes.some((route) => route.test(request.path))) return next();
    read(request, response, (error: unknown) => {
      if (error instanceof HttpException || !error) return next(error);
      const isLimit = error instanceof MulterError && error.code !== 'LIMIT_UNEXPECTED_FILE';
      next(new HttpException(isLimit ? 'Too large' : 'Not understood', isLimit ? 413 : 400));
    });
  };
}
