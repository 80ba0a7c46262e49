import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as useParts, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { colours } from '../theme.ts';
import type { ChartProps } from './chart-props.ts';

useParts([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** Apart in hue and in lightness, so that they stay apart in grey. */
const palette = ['#1554b8', '#c05c0b', '#1b7a2f', '#7a3fa0', '#5b6b80', '#0b7285'];

/** The drawing of a chart, in a file of its own, since the library is large. */
export default function Drawing(props: ChartProps & { readonly height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const { height, onPick } = props;

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = init(element, undefined, { renderer: 'svg' });
    chart.setOption(optionOf(props));
    if (onPick) chart.on('click', ({ name, seriesName }) => onPick(String(name), String(seriesName)));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [props, onPick]);

  return <div ref={place} style={{ height }} aria-hidden="true" />;
}

function optionOf({ kind, categories, series, unit = '' }: ChartProps): EChartsCoreOption {
  const text = { color: colours.inkSoft, fontSize: 12 };
  const common = {
    color: palette,
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    tooltip: { trigger: kind === 'pie' ? 'item' : 'axis', valueFormatter: (value: unknown) => `${String(value ?? '—')} ${unit}` },
    legend: series.length > 1 || kind === 'pie' ? { bottom: 0, itemWidth: 12, itemHeight: 8, textStyle: text } : undefined,
  };
  if (kind === 'pie') {
    const data = categories.map((name, at) => ({ name, value: series[0]?.values[at] ?? 0 }));
    return { ...common, series: [{ type: 'pie', name: series[0]?.name, radius: ['45%', '70%'], label: { color: colours.ink, formatter: '{b} {c}' }, data }] };
  }
  return {
    ...common,
    grid: { left: 8, right: 8, top: 16, bottom: series.length > 1 ? 32 : 4, containLabel: true },
    xAxis: { type: 'category', data: categories, axisLabel: text, axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false } },
    yAxis: { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: colours.line } } },
    series: series.map(({ name, values }) => ({ type: kind, name, data: values, ...(kind === 'bar' ? { barMaxWidth: 28 } : { symbolSize: 6 }) })),
  };
}
