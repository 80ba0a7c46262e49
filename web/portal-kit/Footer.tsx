import type { ReactNode } from 'react';
import { useMode } from './modes.ts';

interface FooterProps {
  /** 主办单位, 备案 and the like, from the city pack. */
  readonly lines: readonly string[];
  /** The city's service telephone. */
  readonly phone: string;
}

/** The bottom of every page; in 长者模式 also the two ways to a person who helps, always in sight. */
export function Footer({ lines, phone }: FooterProps): ReactNode {
  const elder = useMode('elder');
  return (
    <>
      <footer className="footer">
        <div className="wide">
          <nav aria-label="网站信息">
            <ul className="links">
              <li><a href="/help">办事帮助</a></li>
              <li><a href="/progress">办件进度查询</a></li>
              <li><a href="/verify">电子证照核验</a></li>
              <li><a href="/help#accessibility">无障碍说明</a></li>
              <li><a href={`tel:${phone}`}>服务热线 {phone}</a></li>
            </ul>
          </nav>
          <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
        </div>
      </footer>
      {elder && (
        <nav className="helpers" aria-label="人工帮助">
          <a href={`tel:${phone}`}>打电话 {phone}</a>
          <a href="/help#assisted">帮我办</a>
        </nav>
      )}
    </>
  );
}
