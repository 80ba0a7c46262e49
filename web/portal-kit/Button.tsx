import type { MouseEventHandler, ReactNode } from 'react';

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'text';

interface ButtonProps {
  readonly kind?: ButtonKind;
  readonly type?: 'button' | 'submit';
  /** The work is under way: presses are ignored and `busyText` is shown. */
  readonly busy?: boolean;
  readonly busyText?: string;
  /** A name for screen readers where the text alone does not tell which one is meant. */
  readonly label?: string;
  readonly onClick?: MouseEventHandler<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** A button; it is never taken out of reach of the keyboard, so that nobody loses their place while it works. */
export const Button = ({ kind = 'plain', type = 'button', busy, busyText = '请稍候…', label, onClick, children }: ButtonProps): ReactNode => (
  <button
    type={type === 'submit' ? 'submit' : 'button'}
    className={`button ${kind}`}
    aria-disabled={busy || undefined}
    aria-label={label}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
  >
    {busy ? busyText : children}
  </button>
);

interface LinkProps {
  readonly to: string;
  /** Looks like a button where going there is the next step. */
  readonly kind?: ButtonKind;
  readonly download?: boolean;
  readonly label?: string;
  readonly children: ReactNode;
}

/** A link to another page; always a real `<a>`, which the router takes over. */
export const Link = ({ to, kind, download, label, children }: LinkProps): ReactNode => (
  <a href={to} className={kind && `button ${kind}`} download={download} aria-label={label}>{children}</a>
);
