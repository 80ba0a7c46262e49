import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useRef, type ReactNode } from 'react';

export interface LeaveGuard {
  /** The question, to be put somewhere into the page. */
  readonly question: ReactNode;
  /** Lets the next departure pass: what was filled in has been saved. */
  readonly release: () => void;
}

/** Asks before a page with unsaved words is left, by a link, the back button or by closing the window. */
export function useLeaveGuard(unsaved: boolean, onLeave: () => void): LeaveGuard {
  const released = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && !released.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved && !released.current,
    withResolver: true,
  });
  const question = (
    <Modal
      open={blocker.status === 'blocked'}
      title="还有没提交的内容"
      okText="离开"
      okButtonProps={{ danger: true }}
      cancelText="留下继续填写"
      onOk={() => {
        onLeave();
        blocker.proceed?.();
      }}
      onCancel={() => blocker.reset?.()}
    >
      离开后，已填写的内容将丢失。
    </Modal>
  );
  return {
    question,
    release: () => {
      released.current = true;
    },
  };
}
