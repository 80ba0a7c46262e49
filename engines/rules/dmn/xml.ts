import { DmnModdle } from 'dmn-moddle';
import { illegalId, ruleErrors } from '../problems.ts';
import type { DecisionProblem } from '../problems.ts';

const largestFile = 2_000_000;

/** The namespaces of DMN 1.2, 1.4 and 1.5, by what differs; dmn-moddle knows those of 1.3, and what we read is the same in all. */
const otherVersions: readonly [RegExp, string][] = [
  [/https?:\/\/www\.omg\.org\/spec\/DMN\/(20180521|20211108|20230324)\/MODEL\//g, 'https://www.omg.org/spec/DMN/20191111/MODEL/'],
  [/https?:\/\/www\.omg\.org\/spec\/DMN\/(20180521|20211108|20230324)\/DMNDI\//g, 'https://www.omg.org/spec/DMN/20191111/DMNDI/'],
];

/**
 * Parses a DMN file of versions 1.2 to 1.5.
 *
 * @throws rules.unreadable for what is no such file, is over 2 MB, or declares entities
 */
export async function parseXml(xml: string): Promise<object> {
  if (xml.length > largestFile) throw unreadable('文件超过 2 MB，请拆分');
  // Entities can grow without bound and reach other files; no DMN tool writes them.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw unreadable('文件中不能有 DOCTYPE 或实体声明');
  const text = otherVersions.reduce((changed, [pattern, name]) => changed.replace(pattern, name), xml);
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(text);
    // What the parser could not take in it would leave out; unknown attributes and lines of the diagram do no harm.
    const lost = warnings.find(({ message }) => /unparsable|ID </.test(message));
    if (!lost) return rootElement;
    throw new Error(lost.message);
  } catch (error) {
    throw unreadable(error instanceof Error ? reasonOf(error.message) : '内容有误');
  }
}

function reasonOf(message: string): string {
  const [, fault, id] = /(duplicate|illegal) ID <([^>]*)>/.exec(message) ?? [];
  if (fault === 'duplicate') return `编号“${id}”被使用了两次`;
  if (fault === 'illegal') return illegalId(id ?? '');
  const line = /line: (\d+)/.exec(message)?.[1];
  return line === undefined ? '不是 DMN 文件' : `第 ${Number(line) + 1} 行附近的内容有误`;
}

/** An error about the file as a whole. */
export function unreadable(message: string, problems: readonly DecisionProblem[] = [wholeFile(message)]): Error {
  return ruleErrors.unreadable({ summary: message, problems });
}

const wholeFile = (message: string): DecisionProblem => ({ decision: null, rule: null, column: null, message, from: null, to: null });
