import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { newQueryClient } from './data/query-client.ts';
import './style/index.css';
import { staffTheme } from './theme.ts';

/** Everything the furniture stands on: theme, language, messages and the store of answers. Once, around the whole page. */
export function Kit({ children, client }: { children: ReactNode; client?: QueryClient }) {
  const [queries] = useState(() => client ?? newQueryClient());
  const [theme] = useState(staffTheme);
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
        <App message={{ maxCount: 3 }}>{children}</App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
