export type {
  CompiledField, CompiledForm, CompiledOption, CompiledRule, CompiledSection,
  FieldOf, FieldType, FormDefinition, FormOf, MaskKind, OptionOf, PageOf, ProblemLevel, RuleOf, SectionOf, StepRights, TextFormat,
} from './definition.ts';
export { fieldsOf } from './definition.ts';
export type { Address, CellValue, FileReference, FormData, FormValue, Provenance, RawAnswers, RowValue } from './values.ts';
export type { CodeItem, CodeTables } from './codes.ts';
export type { Problem, ProblemCode } from './problems.ts';
export type { CellState, FieldState, FormGiven, FormState, RowState } from './state.ts';

export { answersOf, dataOf, openForm, problemsOf, provenanceOf, validateForm, type Validated } from './form.ts';
export { addRow, change, moveRow, removeRow, type Changed, type Effect } from './change.ts';
export { layout, type Control, type FieldView, type FormView, type LaidField, type Medium, type PageView, type SectionView, type TableView } from './layout.ts';

export { displayText, maskedText, type DisplayedField } from './display.ts';
export { maskValue } from './mask.ts';
export { maskData, personalFields, readableData, type PersonalField } from './disclosure.ts';
export { prefillForm, type KnownFact, type Prefilled } from './prefill.ts';
export { migrateDraft, type LostAnswer, type Migrated } from './migrate.ts';
