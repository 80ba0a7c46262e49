import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type ZoomScroll from 'diagram-js/lib/navigation/zoomscroll/ZoomScroll';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { markWords, type Marks } from './nodes.ts';

interface Services {
  canvas: Canvas;
  elementRegistry: ElementRegistry;
  overlays: Overlays;
  zoomScroll: ZoomScroll;
}
type Viewer = NavigatedViewer<Services>;

interface DrawingProps {
  readonly xml: string;
  readonly marks: Marks;
  /** Takes its place when the text has no drawing in it. */
  readonly otherwise: ReactNode;
}

// Any point makes the viewer put the drawing into the middle.
const middle = { x: 0, y: 0 };

/** Smaller than this nobody can read: the drawing is then moved about rather than fitted. */
const smallest = 0.5;

/** The BPMN drawing with its marks. The mark of bpmn.io stays visible, as its licence asks. */
export function Drawing({ xml, marks, otherwise }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<{ viewer: Viewer } | 'pending' | 'undrawn'>('pending');
  useEffect(() => {
    if (!place.current) return;
    // The wheel keeps scrolling the page; the buttons below zoom.
    const viewer: Viewer = new NavigatedViewer<Services>({ container: place.current, zoomScroll: { enabled: false } });
    let isCurrent = true;
    viewer.importXML(xml).then(
      () => isCurrent && setState({ viewer }),
      () => isCurrent && setState('undrawn'),
    );
    return () => {
      isCurrent = false;
      viewer.destroy();
      setState('pending');
    };
  }, [xml]);

  const viewer = typeof state === 'object' ? state.viewer : null;
  useEffect(() => {
    if (viewer) begin(viewer);
  }, [viewer]);
  useEffect(() => (viewer ? show(viewer, marks) : undefined), [viewer, marks]);

  if (state === 'undrawn') return <Undrawn>{otherwise}</Undrawn>;
  return (
    <>
      <div ref={place} className="process-drawing" />
      <p className="field-help">拖动可以移动；用键盘时，先进入图中，再按 Ctrl 和方向键。</p>
      {viewer && <Zoom viewer={viewer} />}
    </>
  );
}

const Undrawn = ({ children }: { children: ReactNode }) => (
  <>
    <p className="soft">这个流程没有画图，按环节列出</p>
    {children}
  </>
);

const Zoom = ({ viewer }: { viewer: Viewer }) => (
  <div className="process-zoom">
    <Button icon={<PlusOutlined />} aria-label="放大" onClick={() => viewer.get('zoomScroll').stepZoom(1)} />
    <Button icon={<MinusOutlined />} aria-label="缩小" onClick={() => viewer.get('zoomScroll').stepZoom(-1)} />
    <Button onClick={() => viewer.get('canvas').zoom('fit-viewport', middle)}>看全图</Button>
  </div>
);

function begin(viewer: Viewer): void {
  const canvas = viewer.get('canvas');
  // The canvas takes the keyboard, so that it needs a name.
  const svg = canvas.getContainer().querySelector('svg[tabindex]');
  svg?.setAttribute('role', 'img');
  svg?.setAttribute('aria-label', '流程图，内容也可以看表格');
  if (canvas.zoom('fit-viewport', middle) < smallest) canvas.zoom(smallest, { x: 0, y: 0 });
}

/** Puts the marks on and returns what takes them off again. */
function show(viewer: Viewer, marks: Marks): () => void {
  const [canvas, overlays, registry] = [viewer.get('canvas'), viewer.get('overlays'), viewer.get('elementRegistry')];
  const there = [...marks].flatMap(([id, mark]) => {
    const element = registry.get(id);
    return element ? [{ id, mark, isFlow: 'waypoints' in element }] : [];
  });
  for (const { id, mark, isFlow } of there) {
    canvas.addMarker(id, `process-${mark}`);
    if (!isFlow) overlays.add(id, 'mark', { position: { top: -12, right: 14 }, html: badge(mark) });
  }
  return () => {
    // The viewer may be gone before its marks are.
    if (!registry.getAll().length) return;
    overlays.remove({ type: 'mark' });
    for (const { id, mark } of there) canvas.removeMarker(id, `process-${mark}`);
  };
}

function badge(mark: keyof typeof markWords): HTMLElement {
  const { shape, word } = markWords[mark];
  const element = document.createElement('span');
  element.className = `process-mark process-mark-${mark}`;
  element.textContent = mark === 'visited' ? shape : `${shape} ${word}`;
  element.title = word;
  return element;
}
