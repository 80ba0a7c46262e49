import type { FileReference } from '../../../engines/forms/contract.ts';
import { Attachments } from '../detail/Attachments.tsx';
import { sizeText } from '../detail/sizes.ts';

/** Files of a filled form: to be opened where they may be fetched, else only named. */
export function FormFiles({ files, addressOf }: { files: readonly FileReference[]; addressOf: ((file: FileReference) => string) | null }) {
  if (files.length === 0) return <span>—</span>;
  if (addressOf) return <Attachments files={files.map((file) => ({ ...file, address: addressOf(file) }))} />;
  return (
    <ul className="file-list">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <span className="file-name">{name}</span> <span className="soft figures">{sizeText(size)}</span>
        </li>
      ))}
    </ul>
  );
}
