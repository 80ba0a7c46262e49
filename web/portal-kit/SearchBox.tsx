/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- the combobox pattern of WAI-ARIA: HTML has no elements for it, and its keys are handled by the input */
import { useEffect, useId, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { navigate } from './router.ts';

export interface Suggestion {
  readonly title: string;
  /** What kind of thing it is, in a word. */
  readonly note?: string;
  readonly to: string;
}

interface SearchBoxProps {
  readonly suggest: (text: string, signal: AbortSignal) => Promise<readonly Suggestion[]>;
  readonly initial?: string;
  readonly label?: string;
  readonly placeholder?: string;
}

const pause = 150;

/** Search with suggestions while typing: arrow keys choose, Enter opens or searches, Escape closes. */
export function SearchBox({ suggest, initial = '', label = '搜索事项', placeholder = '如：营业执照、社保卡' }: SearchBoxProps): ReactNode {
  const id = useId();
  const [text, setText] = useState(initial);
  const [found, chosen, setChosen, ask] = useSuggestions(suggest);
  const open = (to: string): void => {
    ask('');
    navigate(to);
  };
  const search = (event: FormEvent): void => {
    event.preventDefault();
    open(found[chosen]?.to ?? `/search?text=${encodeURIComponent(text.trim())}`);
  };
  const steer = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') ask('');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || found.length === 0) return;
    event.preventDefault();
    // Places -1 (the text itself) to the last suggestion, round and round.
    const places = found.length + 1;
    setChosen(((chosen + 1 + step + places) % places) - 1);
  };
  return (
    <search className="search">
      <form action="/search" onSubmit={search}>
        <input
          className="control"
          type="text"
          name="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={60}
          role="combobox"
          aria-label={label}
          aria-expanded={found.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
          placeholder={placeholder}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            ask(event.currentTarget.value.trim());
          }}
          onKeyDown={steer}
          onBlur={() => ask('')}
        />
        <button type="submit" className="button primary">搜索</button>
      </form>
      <div className="suggestions" id={id} role="listbox" aria-label="搜索建议" hidden={found.length === 0}>
        {found.map((suggestion, at) => (
          <div
            key={suggestion.to}
            id={`${id}-${at}`}
            className="suggestion"
            role="option"
            tabIndex={-1}
            aria-selected={at === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => open(suggestion.to)}
          >
            {suggestion.title}
            {suggestion.note && <small>{suggestion.note}</small>}
          </div>
        ))}
      </div>
      <output className="unseen">{found.length > 0 ? `有 ${found.length} 条建议，用上下键选择` : ''}</output>
    </search>
  );
}

type Suggestions = [found: readonly Suggestion[], chosen: number, choose: (at: number) => void, ask: (text: string) => void];

const none: readonly Suggestion[] = [];

/** Suggestions for what is being typed; asking for an empty text closes them. */
function useSuggestions(suggest: SearchBoxProps['suggest']): Suggestions {
  const [asked, setAsked] = useState('');
  const [answer, setAnswer] = useState<{ to: string; rows: readonly Suggestion[] }>({ to: '', rows: none });
  const [chosen, setChosen] = useState(-1);
  useEffect(() => {
    if (asked === '') return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => suggest(asked, stop.signal).then((rows) => setAnswer({ to: asked, rows }), () => undefined), pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, suggest]);
  const ask = (text: string): void => {
    setAsked(text);
    setChosen(-1);
  };
  return [asked !== '' && answer.to === asked ? answer.rows : none, chosen, setChosen, ask];
}
