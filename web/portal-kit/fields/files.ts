/** What a field takes. */
export interface FileRule {
  /** Endings without the dot; null for any. */
  readonly accept: readonly string[] | null;
  readonly maxSizeMb: number;
}

/** Why a file would be refused, before it is sent; null when it may go. */
export function refusal({ name, size }: Pick<File, 'name' | 'size'>, { accept, maxSizeMb }: FileRule): string | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (accept && !accept.includes(ending) && !(ending === 'jpeg' && accept.includes('jpg'))) {
    return `“${name}”类型不符，请上传 ${accept.map((each) => each.toUpperCase()).join('、')} 文件`;
  }
  if (size === 0) return `“${name}”是空文件，请重新选择`;
  if (size > maxSizeMb * 1024 * 1024) return `“${name}”有 ${fileSize(size)}，超过 ${maxSizeMb} MB，请压缩或降低清晰度后再上传`;
  return null;
}

/** `1.2 MB`, `35 KB`. */
export const fileSize = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
