import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import { noteFailure } from '../../../../web/staff-kit/data/connection.ts';
import { failureText } from '../../../../web/staff-kit/data/useAction.ts';
import { endpointKey, endpointQuery, useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { useHotkeys } from '../../../../web/staff-kit/data/useHotkeys.ts';
import { useUrl } from '../../../../web/staff-kit/data/useUrl.ts';
import { PageLink, useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { CallError } from '../../../../web/browser/call.ts';
import { inboxEndpoints } from '../contract.ts';
import { conditionsOf, workAddress } from './working.ts';
import './inbox.css';

const twoMinutes = 120_000;
/** The largest figure there is room for. */
const most = 999;

/** The number of tasks that wait, in the header; on a case opened from the desk, the way to the next one. */
export function Desk() {
  const { data } = useEndpoint(inboxEndpoints.counts, {}, { every: twoMinutes });
  const atCase = useRouterState({ select: ({ location }) => /\/cases\/[^/]+$/.test(location.pathname) && 'task' in location.search });
  const [todo, red] = [data?.todo ?? 0, data?.levels.red ?? 0];
  const says = `待办 ${todo}${data?.more ? ' 件以上' : ' 件'}${red > 0 ? `，其中 ${red} 件红牌` : ''}`;
  return (
    <div className="desk">
      {atCase && <NextButton />}
      <PageLink to="/inbox" title={says} className="desk-link">
        <InboxOutlined aria-hidden="true" />
        <span className="desk-word">待办</span>
        {todo > 0 && <span className={`desk-count figures ${red > 0 ? 'desk-late' : ''}`}>{todo > most ? `${most}+` : todo}</span>}
        {red > 0 && <span className="sr-only">件，其中 {red} 件红牌</span>}
      </PageLink>
    </div>
  );
}

/** Goes on with the next task under the same conditions, by button or by the key n. */
function NextButton() {
  const { values } = useUrl();
  const go = useGo();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const next = async (): Promise<void> => {
    setBusy(true);
    const conditions = conditionsOf(values);
    try {
      const { task } = await queries.fetchQuery({ ...endpointQuery(inboxEndpoints.next, { ...conditions, ...(values['task'] ? { after: values['task'] } : {}) }), staleTime: 0 });
      void queries.invalidateQueries({ queryKey: [endpointKey(inboxEndpoints.counts)] });
      if (!task) void message.info('没有其他待办了');
      go(task ? workAddress(task, conditions) : '/inbox');
    } catch (error) {
      noteFailure(error);
      if (error instanceof CallError) void message.error(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  useHotkeys({ n: () => void next() });
  return (
    <Button size="small" loading={busy} title="快捷键 n" onClick={() => void next()}>
      办下一件
    </Button>
  );
}
