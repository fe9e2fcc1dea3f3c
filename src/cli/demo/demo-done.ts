import type { priorities } from './demo-story.js';

type Title = (typeof priorities)[number]['titles'][number];

/** When each milestone of the demonstration is done: what somebody from outside the team could go and see. */
export const doneMeans: Readonly<Record<Title, string>> = {
  'Publish one threshold document with health and police':
    'One document, signed by the council, the health trust and the police, is on the partnership’s website, and the three old ones are gone.',
  'Staff the front door at weekends':
    'A team manager and two social workers are on the rota each Saturday and Sunday for eight weeks running.',
  'Hold a daily huddle with the police':
    'A huddle was held on nine working days of ten in a month, and its log shows who came and what was decided.',
  'Audit 40 contacts a month':
    'Forty contacts were audited in each of two months, a quarter of them by somebody from outside the team.',
  'Agree step-up and step-down with early help':
    'Both services use one form, and no case waits more than five working days between them.',
  'Train every manager in thresholds': 'All 34 managers have been trained, and each has had one decision observed.',
  'Share the outcome of referrals with schools':
    'Nine in ten schools that were asked say that they heard the outcome within ten working days.',
  'Recruit two team managers for the front door': 'Both are in post, and neither comes from an agency.',
  'Replace the out-of-hours contract':
    'The new service has answered calls for a month, and the old contract has ended.',
  'Move the duty desk to the civic centre':
    'The desk works beside the police and the school nurses, and the old office is closed.',
  'Ask families how first contact felt':
    'Thirty families have been asked, and the board has read what they said in their own order of importance.',
  'Report repeat referrals to the board each quarter':
    'Two quarters’ reports have been before the board, with what was done about each repeat.',
  'Write practice standards with staff':
    'Staff of every team took part, the standards fit on four pages, and each worker has had them explained.',
  'Supervise every case every four weeks':
    'The monthly report shows nineteen cases of twenty supervised within four weeks.',
  'Train all managers in reflective supervision': 'Every manager has finished the course and has been observed once.',
  'Hold a practice week every quarter':
    'Two weeks have been held, senior managers sat in on practice, and what they saw was sent to all staff.',
  'Have outside auditors read ten cases a month':
    'Auditors of a partner council have read ten cases in each of three months and sent their grades to the board.',
  'Review every child protection plan of 15 months and more':
    'Each has been reviewed by somebody who had no part in it, and each has a next step with a date.',
  'Set up a panel for pre-proceedings':
    'The panel has met four times, and no case has been in pre-proceedings for more than 16 weeks without its agreement.',
  'Write a neglect strategy with schools':
    'Schools and health visitors have signed it, and it says how change will be counted.',
  'Give every child in care a named health lead': 'The case system shows a name for each child, and carers know it.',
  'Put a lawyer in each team for a day a week': 'Each team has had its lawyer on four weeks running.',
  'Start life-story work within six months of entering care':
    'Nine children in ten who came into care this year have a first chapter.',
  'Publish what audits found, good and bad': 'Two quarters’ findings are on the intranet, grades and all.',
  'Recruit twenty permanent social workers': 'Twenty have started, and the agency posts that they replace have ended.',
  'Set the caseload limit at 18 and report breaches':
    'The limit is in the policy, and each week’s breaches reach the director by name of team.',
  'Start an academy for newly qualified staff':
    'Twelve newly qualified workers have begun, each with a protected caseload.',
  'Interview every leaver': 'Every leaver of a quarter was offered an interview by somebody outside their own team.',
  'Bring the agency share under 15%': 'The share has been under 15% at the end of three months running.',
  'Agree a retention payment with the unions': 'The agreement is signed, and the first payment has been made.',
  'Give every team a business support officer': 'Every team has one in post.',
  'Run the staff health check twice a year': 'Two checks have been run, with more than half of staff answering each.',
  'Appoint a principal social worker': 'The post is filled for good, and reports to the director.',
  'Open a career path for senior practitioners': 'Six practitioners have moved up without leaving practice.',
  'Settle flexible working for night cover': 'The rota is agreed with staff and has run for two months.',
  'Plan successors for each team manager': 'Each manager has a named successor who has covered for a week.',
  'Choose one case system': 'The contract is signed, and practitioners of each team tried the system first.',
  'Clean the records that will be moved': 'A sample of 200 records shows fewer than two in a hundred with a fault.',
  'Move the records of children in care': 'All are in the new system, and a check of 50 found each complete.',
  'Move all other records': 'All open cases are in the new system, and a check of 100 found each complete.',
  'Train 240 people in the new system': 'All 240 have done the tasks of their job in it, without help.',
  'Switch the old system off': 'Nobody can write to it any more, and old records can still be read.',
  'Build the weekly performance report': 'The report has come out on eight Mondays running, from the system itself.',
  'Check data quality in each team every month':
    'Each team’s faults were counted in three months running, and fewer than one in twenty records has one.',
  'Share attendance data with schools': 'Attendance of each child on a plan reaches its social worker every Friday.',
  'Bring placement decisions into the case system': 'No decision of a month was found on paper alone.',
  'Report late visits to team managers each morning': 'The list has gone out on 20 working days running.',
  'Have internal audit test the figures': 'Internal audit has tested ten figures of the report and given its opinion.',
  'Appoint a permanent director': 'The director is in post, chosen by members with young people on the panel.',
  'Hear from front-line staff at every board':
    'Somebody who works with families spoke at four meetings running, and what they said is in the minutes.',
  'Set up a corporate parenting board': 'It has met twice, and two care leavers sit on it.',
  'Let a partner council read our audits':
    'The partner has read 20 of them and told us where it would grade otherwise.',
  'Agree one plan with the health trust': 'Both boards have agreed the same document.',
  'Bring young people into the appointment of managers':
    'Young people sat on the panel for each manager appointed in a quarter.',
  'Train councillors in scrutiny':
    'Two in three members of the committee have been trained, and each has visited a team.',
  'Publish what the board decided within ten days':
    'The decisions of three meetings were on the website within ten days.',
  'Review the terms of the safeguarding partnership':
    'New terms are agreed by the three partners, with who leads on what.',
  'Write a succession plan for statutory posts': 'For each post somebody is named who could act within a week.',
  'Agree the lighter cover after intervention':
    'The department and a partner council have agreed in writing what they will go on doing for a year.',
  'Book checks at 6, 12 and 24 months': 'The three checks have a date, and somebody from outside who will make them.',
};
