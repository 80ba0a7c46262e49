import type { ContentFile } from '../../../../kernel/module.ts';

/** The files of one item that can be applied for, by their path below its folder. */
export interface Folder {
  readonly slug: string;
  readonly path: string;
  readonly files: ReadonlyMap<string, ContentFile>;
}
