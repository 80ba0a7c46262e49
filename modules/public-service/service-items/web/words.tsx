import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { basisLabels, versionStatusLabels, type Basis, type ItemStep, type PublishedItem, type VersionStatus } from '../contract.ts';

const tones: Readonly<Record<VersionStatus, Tone>> = { draft: 'warning', published: 'good', withdrawn: 'neutral' };

/** Whether a version is in use. */
export const VersionTag = ({ status }: { status: VersionStatus }) => <StatusTag tone={tones[status]}>{versionStatusLabels[status]}</StatusTag>;

/** How sure a statement is; nothing where it was read in a published text. */
export const BasisTag = ({ basis }: { basis: Basis }) => (basis === 'source' ? null : <StatusTag tone="warning">{basisLabels[basis]}</StatusTag>);

/** The choices of a list of labels. */
export const choicesOf = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The steps of a version as its drawing has them; the database does not keep the order of a record. */
export const stepsInOrder = ({ steps }: PublishedItem): [string, ItemStep][] => Object.entries(steps).toSorted(([, a], [, b]) => a.position - b.position);
