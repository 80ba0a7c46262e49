import type { Actor, Countersign, Signer } from './task.ts';

/** Lists the signers whose turn it is. */
export function activeSigners({ mode, signers }: Countersign): readonly Signer[] {
  const open = signers.filter((signer) => !signer.signature);
  if (mode === 'inTurn') return open.slice(0, 1);
  return open.filter(({ waitsFor }) => !open.some((other) => other.person === waitsFor));
}

/**
 * Tells whether a countersign has passed or failed, or null while it is open.
 *
 * Where any one decides, the first signature does; otherwise it ends as soon as enough agree or enough no longer can.
 */
export function decisionOf({ mode, percent, signers }: Countersign): boolean | null {
  const signed = signers.flatMap((signer) => signer.signature ?? []);
  if (mode === 'any') return signed[0]?.agrees ?? null;
  const needed = Math.ceil((signers.length * percent) / 100);
  const agreed = signed.filter((signature) => signature.agrees).length;
  if (agreed >= needed) return true;
  return agreed + signers.length - signed.length < needed ? false : null;
}

/** Signs for the person whose turn it is. */
export function withSignature(countersign: Countersign, person: string, agrees: boolean, by: Actor): Countersign {
  const signers = countersign.signers.map((signer) => (signer.person === person ? { ...signer, signature: { agrees, by } } : signer));
  return { ...countersign, signers };
}

/** Adds a signer before or after another; where any one decides, order has no meaning. */
export function withSigner(countersign: Countersign, person: string, beside: string, place: 'before' | 'after'): Countersign {
  const { mode, signers } = countersign;
  const added: Signer = { person, addedBy: beside, ...(mode === 'all' && place === 'after' ? { waitsFor: beside } : {}) };
  const waits = (signer: Signer) => mode === 'all' && place === 'before' && signer.person === beside;
  const at = signers.findIndex((signer) => signer.person === beside);
  const others = signers.map((signer) => (waits(signer) ? { ...signer, waitsFor: person } : signer));
  return { ...countersign, signers: others.toSpliced(place === 'before' ? at : at + 1, 0, added) };
}

/** Takes a signer out; whoever waited for that signature waits no longer. */
export function withoutSigner(countersign: Countersign, person: string): Countersign {
  const signers = countersign.signers.flatMap((signer) => {
    if (signer.person === person) return [];
    const { waitsFor, ...rest } = signer;
    return [waitsFor === person ? rest : signer];
  });
  return { ...countersign, signers };
}

/** Hands a signer's turn to another person. */
export function withOtherSigner(countersign: Countersign, person: string, to: string): Countersign {
  const signers = countersign.signers.map((signer) => ({
    ...signer,
    ...(signer.person === person ? { person: to } : {}),
    ...(signer.waitsFor === person ? { waitsFor: to } : {}),
  }));
  return { ...countersign, signers };
}
