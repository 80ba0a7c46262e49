import { evaluateJson, isTrue, type CompiledExpression } from '../../expressions/contract.ts';
import { documentErrors } from '../errors.ts';
import { spellValue } from '../spelling.ts';
import type { CompiledTemplate, FilledLetter, Flow, InlineFlow, LetterBlank, LetterBlock, TemplateBlock, TemplateRemedy, TextRun } from './model.ts';

export interface FillOptions {
  /** What `now()` and `today()` mean in expressions. */
  readonly now?: Date;
}

type Scope = Readonly<Record<string, unknown>>;

interface Filling {
  readonly blanks: LetterBlank[];
  readonly options: FillOptions;
  partsLeft: number;
  charactersLeft: number;
}

const maxParts = 20_000;
const maxCharacters = 100_000;
/** Shown where a value is missing. */
const blankMark = '＿＿＿＿';

/**
 * Fills a letter template with the values of a scope.
 *
 * Dates in ISO form are written in Chinese. A value that is null or empty leaves a line to write on and is listed in `blanks`.
 *
 * @throws documents.tooLong beyond 20,000 parts or 100,000 characters
 */
export function fillLetter(
  template: CompiledTemplate,
  scope: Scope,
  options: FillOptions = {},
): { readonly letter: FilledLetter; readonly blanks: readonly LetterBlank[] } {
  const filling: Filling = { blanks: [], options, partsLeft: maxParts, charactersLeft: maxCharacters };
  const text = (flow: InlineFlow | null): string | null => flow && plainText(fillRuns(flow, scope, filling));
  const blocks = expand(template.body, scope, filling, (block, inner) => fillBlock(block, inner, filling));
  const remedy = template.remedy && fillRemedy(template.remedy, scope, filling);
  const letter: FilledLetter = {
    title: text(template.title) ?? '',
    kind: template.kind,
    number: text(template.number),
    addressee: text(template.addressee),
    signer: text(template.signer) ?? '',
    date: text(template.date),
    sealed: template.sealed,
    blocks: remedy ? [...blocks, remedy] : blocks,
  };
  return { letter, blanks: filling.blanks };
}

const plainText = (runs: readonly TextRun[]): string => runs.map((run) => run.text).join('');

/** Walks a flow, deciding its conditions and unrolling its repetitions. */
function expand<Part, Result>(flow: readonly Flow<Part>[], scope: Scope, filling: Filling, visit: (part: Part, scope: Scope) => Result): Result[] {
  return flow.flatMap((step) => {
    filling.partsLeft -= 1;
    if (filling.partsLeft < 0) throw documentErrors.tooLong({ limit: maxParts, unit: '个部分' });
    if (step.kind === 'part') return [visit(step.part, scope)];
    if (step.kind === 'if') {
      const branch = isTrue(step.test, scope, filling.options) ? step.whenTrue : step.whenFalse;
      return expand(branch, scope, filling, visit);
    }
    return itemsOf(step.list, scope, filling).flatMap((item, index) => {
      const inner = { ...scope, [step.item]: item, ...(step.position === null ? {} : { [step.position]: index + 1 }) };
      return expand(step.body, inner, filling, visit);
    });
  });
}

function itemsOf(list: CompiledExpression, scope: Scope, filling: Filling): readonly unknown[] {
  const value = evaluateJson(list, scope, filling.options);
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function fillRuns(flow: InlineFlow, scope: Scope, filling: Filling): TextRun[] {
  const parts = expand(flow, scope, filling, (part, inner): TextRun => {
    if (part.kind === 'text') return part;
    const text = spellValue(evaluateJson(part.value, inner, filling.options));
    if (text === '') filling.blanks.push({ line: part.line, column: part.column, source: part.value.source });
    return { text: text === '' ? blankMark : text, strong: part.strong };
  });
  filling.charactersLeft -= plainText(parts).length;
  if (filling.charactersLeft < 0) throw documentErrors.tooLong({ limit: maxCharacters, unit: '个字' });
  return parts.map(({ text, strong }) => ({ text, strong }));
}

function fillBlock(block: TemplateBlock, scope: Scope, filling: Filling): LetterBlock {
  const runs = (flow: InlineFlow): TextRun[] => fillRuns(flow, scope, filling);
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', level: block.level, runs: runs(block.content) };
    case 'paragraph':
      return { kind: 'paragraph', runs: runs(block.content) };
    case 'list':
      return { kind: 'list', ordered: block.ordered, items: expand(block.items, scope, filling, (item, inner) => fillRuns(item, inner, filling)) };
    case 'table':
      return {
        kind: 'table',
        columns: block.columns,
        header: block.header.map(runs),
        rows: expand(block.rows, scope, filling, (row, inner) => row.map((cell) => fillRuns(cell, inner, filling))),
      };
  }
}

function fillRemedy(remedy: TemplateRemedy, scope: Scope, filling: Filling): LetterBlock {
  const review = plainText(fillRuns(remedy.review, scope, filling));
  const court = plainText(fillRuns(remedy.court, scope, filling));
  const text =
    `如不服本决定，可以自收到本决定书之日起${remedy.reviewDays}日内向${review}申请行政复议，` +
    `也可以自收到本决定书之日起${remedy.courtMonths}个月内依法向${court}提起行政诉讼。`;
  return { kind: 'paragraph', runs: [{ text, strong: false }] };
}
