import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Endpoint } from '../../kernel/endpoint.ts';
import { outputCheck } from '../../kernel/http/validation.ts';
import { auditEndpoints } from '../../modules/platform/audit/contract.ts';
import { noticeEndpoints } from '../../modules/platform/notices/contract.ts';
import { cityEndpoints } from '../../modules/platform/settings/contract.ts';
import { signInEndpoints } from '../../modules/platform/sign-in/contract.ts';
import { caseEndpoints } from '../../modules/public-service/cases/contract.ts';
import { intakeEndpoints } from '../../modules/public-service/intake/contract.ts';
import { ratingEndpoints } from '../../modules/public-service/ratings/contract.ts';
import { serviceItemEndpoints } from '../../modules/public-service/service-items/contract.ts';
import { licenceEndpoints } from '../../modules/records/licences/contract.ts';
import * as answers from './portal-answers.ts';

const page = (rows: readonly unknown[]) => ({ rows, next: null, total: rows.length, more: false });

const pairs: readonly [name: string, endpoint: Endpoint, answer: unknown][] = [
  ['city', cityEndpoints.city, answers.city],
  ['session of a guest', signInEndpoints.session, answers.guest],
  ['session of a citizen', signInEndpoints.session, answers.person],
  ['devices', signInEndpoints.devices, { rows: answers.devices }],
  ['themes', serviceItemEndpoints.themes, answers.themes],
  ['search', serviceItemEndpoints.search, page(answers.items)],
  ['guide', serviceItemEndpoints.guide, answers.guide],
  ['my cases', caseEndpoints.mine, page(answers.caseRows)],
  ['a case under way', caseEndpoints.mineDetail, answers.myCase],
  ['a case to supplement', caseEndpoints.mineDetail, answers.supplementCase],
  ['a concluded case', caseEndpoints.mineDetail, answers.concludedCase],
  ['drafts', intakeEndpoints.drafts, { rows: answers.draftRows }],
  ['a draft', intakeEndpoints.draft, answers.draft({ revision: 1, answers: {}, uploaded: true })],
  ['progress', caseEndpoints.progress, answers.progress],
  ['wallet', licenceEndpoints.wallet, { rows: [answers.licence] }],
  ['a verified licence', licenceEndpoints.verify, answers.verified],
  ['an unknown licence', licenceEndpoints.verify, answers.notVerified],
  ['invitation to rate', ratingEndpoints.invitation, answers.invitation],
  ['notices', noticeEndpoints.mine, page(answers.notices)],
  ['who read my data', auditEndpoints.myReads, page(answers.reads)],
];

describe('the invented answers behind the portal tests', () => {
  for (const [name, endpoint, answer] of pairs) {
    it(`keep the contract: ${name}`, () => {
      assert.deepEqual(outputCheck(endpoint.output)(structuredClone(answer)), []);
    });
  }
});
