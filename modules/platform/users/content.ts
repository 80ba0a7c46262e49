import Type, { type Static } from 'typebox';
import { readYaml } from '../../../kernel/content.ts';
import type { Context } from '../../../kernel/context.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../kernel/module.ts';
import { isResidentId } from '../../../engines/identifiers/contract.ts';
import { addUsers, existingIds, indexOf, seal, type UserRow } from './store.ts';

const StaffFile = Type.Object({
  about: Type.Unknown(),
  staff: Type.Array(
    Type.Object({
      username: Type.String({ pattern: '^[a-z][a-z0-9]{3,29}$' }),
      name: Type.String({ minLength: 2 }),
      employeeNumber: Type.String(),
      bureau: Type.String(),
      department: Type.Optional(Type.String()),
      position: Type.String(),
      mobile: Type.String({ pattern: '^1\\d{10}$' }),
      residentId: Type.String(),
      roles: Type.Array(Type.String()),
      purpose: Type.Optional(Type.String()),
    }),
  ),
});
type StaffEntry = Static<typeof StaffFile>['staff'][number];

/** Accounts of a demo or a first installation, from `staff.yaml`; an account that exists is left as it is. */
export const userContent: ContentReader = {
  files: /^staff\.yaml$/,
  after: ['organisations'],
  check: async (files) => files.flatMap(check),
  load: async (ctx, files) => {
    const entries = files.flatMap((file) => readYaml(file, StaffFile).value?.staff ?? []);
    const known = await existingIds(ctx, entries.map((entry) => entry.username));
    await addUsers(ctx, entries.filter((entry) => !known.has(entry.username)).map((entry) => toRow(ctx, entry)));
  },
};

function check(file: ContentFile): ContentProblem[] {
  const read = readYaml(file, StaffFile);
  const seen = new Map<string, string>();
  const problems: ContentProblem[] = [...read.problems];
  for (const entry of read.value?.staff ?? []) {
    if (!isResidentId(entry.residentId)) problems.push({ path: file.path, message: `${entry.username} 的身份证号校验位不符` });
    for (const key of [entry.username, entry.employeeNumber, entry.residentId]) {
      if (seen.has(key)) problems.push({ path: file.path, message: `${entry.username} 与 ${seen.get(key)} 重复使用 ${key}` });
      seen.set(key, entry.username);
    }
  }
  return problems;
}

/** An account from content keeps its username as id, so that other files of the pack can name it. */
function toRow(ctx: Context, entry: StaffEntry): UserRow {
  const id = entry.username;
  return {
    id,
    username: entry.username,
    name: entry.name,
    employee_number: entry.employeeNumber,
    unit_id: entry.department ? `${entry.bureau}/${entry.department}` : entry.bureau,
    position: entry.position,
    mobile: seal(id, 'mobile', entry.mobile),
    mobile_index: indexOf('mobile', entry.mobile),
    resident_id: seal(id, 'resident_id', entry.residentId),
    resident_id_index: indexOf('resident_id', entry.residentId),
    status: 'active',
    status_reason: null,
    created_at: ctx.now(),
    changed_at: ctx.now(),
  };
}
