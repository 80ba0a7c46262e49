import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useConnection } from '../staff-kit/data/connection.ts';

/** Says that the server cannot be reached, for as long as it is so. */
export function ConnectionBar() {
  const { offline } = useConnection();
  const queries = useQueryClient();
  const again = (): void => void queries.refetchQueries({ type: 'active' });
  useEffect(() => {
    const onOnline = (): void => void queries.refetchQueries({ type: 'active' });
    window.addEventListener('online', onOnline);
    return () => window.removeEventListener('online', onOnline);
  }, [queries]);
  if (!offline) return null;
  return (
    <div className="connection-bar" role="alert">
      网络不通，页面上的内容可能不是最新的。已填写的内容还在。
      <Button size="small" onClick={again}>
        重新连接
      </Button>
    </div>
  );
}
