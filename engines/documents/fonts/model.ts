/**
 * The typefaces of official writing, by their part in it.
 *
 * `title` stands for 小标宋, `body` for 仿宋, `heading` for 黑体, `subheading` for 楷体 (GB/T 9704); `strong` is bold body.
 */
export type FontSlot = 'body' | 'strong' | 'title' | 'heading' | 'subheading';
