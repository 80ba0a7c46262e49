import type { ThemeConfig } from 'antd';

/**
 * The colours of the office, each with a contrast of at least 4.5 : 1 on white and on the grounds it is used on.
 *
 * The same values stand in `style/base.css` as custom properties.
 */
export const colours = {
  ink: '#1a1f2b',
  inkSoft: '#4b5563',
  line: '#dfe3ea',
  ground: '#f4f6f9',
  primary: '#1554b8',
  link: '#0d4aa5',
  good: '#1b7a2f',
  warning: '#8a5a00',
  bad: '#b3261e',
} as const;

const wantsLessMotion = (): boolean => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

/** Ant Design's theme: flat, dense, and dark enough to be read. */
export const staffTheme = (): ThemeConfig => ({
  cssVar: { key: 'staff' },
  hashed: false,
  token: {
    colorPrimary: colours.primary,
    colorLink: colours.link,
    colorText: colours.ink,
    colorTextSecondary: colours.inkSoft,
    colorTextTertiary: colours.inkSoft,
    colorTextDescription: colours.inkSoft,
    colorTextPlaceholder: '#5c6370',
    colorTextDisabled: '#5c6370',
    colorBorder: '#8b95a5',
    colorBorderSecondary: colours.line,
    colorSuccess: colours.good,
    colorWarning: colours.warning,
    colorError: colours.bad,
    borderRadius: 4,
    fontSize: 14,
    controlHeight: 32,
    boxShadow: '0 2px 8px rgba(26, 31, 43, 0.16)',
    boxShadowSecondary: '0 2px 8px rgba(26, 31, 43, 0.16)',
    fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
    motion: !wantsLessMotion(),
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Modal: { titleFontSize: 16 },
  },
});
