import { Tooltip } from 'antd';

/** Levels of `engines/clocks`, and the two rests of a clock: suspended and stopped. */
export type LightLevel = 'normal' | 'warning' | 'yellow' | 'red' | 'suspended' | 'stopped';

const names: Readonly<Record<LightLevel, string>> = { normal: '正常', warning: '预警', yellow: '黄牌', red: '红牌', suspended: '暂停计时', stopped: '已停止计时' };
const shapes: Readonly<Record<LightLevel, string>> = { normal: '●', warning: '▲', yellow: '◆', red: '■', suspended: '‖', stopped: '○' };

export interface ClockLightProps {
  readonly level: LightLevel;
  /** The figure: 剩余 3 个工作日. */
  readonly figure: string;
  /** Why it is so, on hover and focus: 因 10 月 9 日补正暂停 2 日. */
  readonly reason?: string;
}

/** A coloured light with its figure; each level has a shape of its own, so that nobody needs to see colours. */
export function ClockLight({ level, figure, reason }: ClockLightProps) {
  const light = (
    <span className={`clock clock-${level}`}>
      <span aria-hidden="true" className="clock-shape">
        {shapes[level]}
      </span>
      <span className="sr-only">{names[level]}：</span>
      <span className="figures">{figure}</span>
    </span>
  );
  if (!reason) return light;
  return (
    <Tooltip title={`${names[level]}：${reason}`}>
      <button type="button" className="bare">
        {light}
        <span className="sr-only">，{reason}</span>
      </button>
    </Tooltip>
  );
}
