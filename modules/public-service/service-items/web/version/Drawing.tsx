import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ZoomScroll from 'diagram-js/lib/navigation/zoomscroll/ZoomScroll';
import { useEffect, useRef, useState } from 'react';

type Viewer = NavigatedViewer<{ canvas: Canvas; zoomScroll: ZoomScroll }>;

/** Smaller than this nobody can read: the drawing is then moved about rather than fitted. */
const smallest = 0.5;

// Any point makes the viewer put the drawing into the middle.
const middle = { x: 0, y: 0 };

/** A BPMN drawing to look at. The mark of bpmn.io stays visible, as its licence asks. */
export function Drawing({ xml }: { xml: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const [undrawn, setUndrawn] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    // The wheel keeps scrolling the page; the buttons below zoom.
    const opened: Viewer = new NavigatedViewer({ container: place.current, zoomScroll: { enabled: false } });
    let isCurrent = true;
    const show = async (): Promise<void> => {
      try {
        await opened.importXML(xml);
        if (!isCurrent) return;
        begin(opened);
        setViewer(opened);
      } catch {
        if (isCurrent) setUndrawn(true);
      }
    };
    void show();
    return () => {
      isCurrent = false;
      opened.destroy();
      setViewer(null);
    };
  }, [xml]);
  useEffect(() => {
    if (viewer) begin(viewer);
  }, [viewer]);
  if (undrawn) return <p className="soft">这个流程没有画图</p>;
  return (
    <>
      <div ref={place} className="item-drawing" />
      <p className="field-help">拖动可以移动；用键盘时，先进入图中，再按 Ctrl 和方向键。</p>
      {viewer && (
        <div className="item-zoom">
          <Button icon={<PlusOutlined />} aria-label="放大" onClick={() => viewer.get('zoomScroll').stepZoom(1)} />
          <Button icon={<MinusOutlined />} aria-label="缩小" onClick={() => viewer.get('zoomScroll').stepZoom(-1)} />
          <Button onClick={() => viewer.get('canvas').zoom('fit-viewport', middle)}>看全图</Button>
        </div>
      )}
    </>
  );
}

function begin(viewer: Viewer): void {
  const canvas = viewer.get('canvas');
  // The canvas takes the keyboard, so that it needs a name.
  const svg = canvas.getContainer().querySelector('svg[tabindex]');
  svg?.setAttribute('role', 'img');
  svg?.setAttribute('aria-label', '流程图，环节见下面的文字');
  if (canvas.zoom('fit-viewport', middle) < smallest) canvas.zoom(smallest, { x: 0, y: 0 });
}
