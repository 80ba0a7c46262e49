import Type from 'typebox';
import { hashPassword } from '../../../kernel/crypto/passwords.ts';
import { readYaml } from '../../../kernel/content.ts';
import type { ContentReader } from '../../../kernel/module.ts';
import { addCredentials } from './store/credentials.ts';

const PackFile = Type.Object({ demo: Type.Boolean({ default: false }) });
const StaffFile = Type.Object({ staff: Type.Array(Type.Object({ username: Type.String() })) });

/** Password of every account that a demo pack brings along; told to whoever starts the demo. */
export const demoPassword = 'Yiwang-Demo-2026';

/** A demo's accounts can sign in at once; a real city's get their passwords from an administrator. */
export const signInContent: ContentReader = {
  files: /^(pack|staff)\.yaml$/,
  after: ['users'],
  check: async () => [],
  load: async (ctx, files) => {
    const pack = files.find((file) => file.path === 'pack.yaml');
    if (!pack || !readYaml(pack, PackFile).value?.demo) return;
    const staff = files.filter((file) => file.path === 'staff.yaml').flatMap((file) => readYaml(file, StaffFile).value?.staff ?? []);
    const hash = await hashPassword(demoPassword);
    await addCredentials(ctx, staff.map(({ username }) => ({ account_kind: 'staff' as const, account_id: username, password_hash: hash, must_change: false })));
  },
};
