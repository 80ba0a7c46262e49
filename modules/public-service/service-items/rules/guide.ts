import { fieldsOf } from '../../../../engines/forms/contract.ts';
import type { Basis, Guide, ItemGuide, LegalBasis, PublishedItem } from '../contract.ts';
import { catalogueTermText, termText, type CatalogueTerm } from './terms.ts';

/** The limits of an entry of the catalogue; null where the law sets none. */
export interface CatalogueLimits {
  readonly statutory: CatalogueTerm | null;
  readonly promised: CatalogueTerm;
}

/** The short guide of an entry of the catalogue. */
export interface CatalogueGuide {
  readonly basis: Basis;
  readonly whoCanApply: string;
  readonly materials: readonly string[];
  readonly legalBases: readonly LegalBasis[];
  readonly result: string | null;
}

/** The part of a guide page that says what one must know; who, where and which bundles are added by whoever asks. */
export type GuideContent = Pick<
  Guide,
  'basis' | 'conditions' | 'notNeeded' | 'situations' | 'materials' | 'statutory' | 'promised' | 'pauses' | 'fee' | 'steps' | 'result' | 'legalBasis' | 'rejections' | 'remedies' | 'afterwards' | 'notices'
>;

const notKnown = '收费情况以窗口告知为准';

/** The guide of an entry of which only the catalogue is known. */
export const guideOfEntry = (guide: CatalogueGuide, limits: CatalogueLimits): GuideContent => ({
  basis: guide.basis,
  conditions: [guide.whoCanApply],
  notNeeded: [],
  situations: [],
  materials: guide.materials.map((text) => materialOfText(text)),
  statutory: limits.statutory && catalogueTermText(limits.statutory),
  promised: catalogueTermText(limits.promised),
  pauses: [],
  fee: notKnown,
  steps: [],
  result: guide.result,
  legalBasis: [...guide.legalBases],
  rejections: [],
  remedies: null,
  afterwards: [],
  notices: [],
});

/** The catalogue writes when a material is not needed in brackets at the end: 营业执照（能从证照库取得时免交）. */
function materialOfText(text: string): GuideContent['materials'][number] {
  const [, name = text, bracket] = /^(.+?)（([^（）]*)）$/.exec(text) ?? [];
  const waived = bracket?.includes('免交') ? bracket : null;
  const conditional = bracket !== undefined && /时$|委托|企业和|情形/.test(bracket) && !waived;
  return { name, need: conditional ? 'sometimes' : 'always', when: conditional ? bracket : null, why: null, note: waived || conditional ? null : (bracket ?? null), waived, fromWallet: waived?.includes('证照库') ?? false };
}

/** The guide of an item that can be applied for here, from the version in use. */
export function guideOfVersion(item: Pick<PublishedItem, 'guide' | 'form' | 'situationPages' | 'materials' | 'limits' | 'caseType' | 'notices'>): GuideContent {
  const { guide, limits } = item;
  return {
    basis: guide.basis,
    conditions: guide.conditions.map(({ text }) => text),
    notNeeded: [...guide.notNeeded],
    situations: situationsOf(item),
    materials: item.materials.map((material) => ({
      name: material.name,
      need: material.requiredWhen ? 'sometimes' : 'always',
      when: material.when,
      why: material.why,
      note: material.generated ? '由填写的表单自动生成' : material.sample,
      waived: material.waived,
      fromWallet: material.licenceTypes.length > 0,
    })),
    statutory: termText(limits.statutory),
    promised: item.caseType === 'instant' ? '当场办结' : termText(limits.promised),
    pauses: [...guide.pauses],
    fee: guide.fee.text,
    steps: [...guide.steps],
    result: guide.result.name,
    legalBasis: [...guide.legalBases],
    rejections: [...guide.rejections],
    remedies: guide.remedies?.text ?? null,
    afterwards: [...guide.afterwards],
    notices: [...item.notices],
  };
}

function situationsOf({ form, situationPages }: Pick<PublishedItem, 'form' | 'situationPages'>): GuideContent['situations'] {
  const pages = form.pages.filter((page) => situationPages.includes(page.key));
  return fieldsOf({ ...form, pages })
    .filter((field) => field.type !== 'note' && field.computed === undefined)
    .map((field) => ({ question: field.label, options: field.type === 'boolean' ? ['是', '否'] : (field.options ?? []).map((option) => option.label) }));
}

/** Words of a guide that the search looks through; a pattern for a whole kind of items would only blur it. */
export const searchedWords = (guide: CatalogueGuide | ItemGuide): string =>
  guide.basis === 'generic' ? '' : 'whoCanApply' in guide ? guide.whoCanApply : guide.conditions.map(({ text }) => text).join(' ');
