import { BookOutlined, DownloadOutlined, PrinterOutlined, ReloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Popover, Radio } from 'antd';
import { useState } from 'react';
import type { UrlValues } from '../data/useUrl.ts';
import type { Column } from './columns.ts';
import type { useListPreferences } from './views.ts';

export interface ListToolsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly shown: readonly Column<Row>[];
  readonly preferences: ReturnType<typeof useListPreferences>;
  readonly values: UrlValues;
  readonly open: (search: UrlValues) => void;
  readonly refresh: () => void;
  readonly busy: boolean;
  readonly onExport: () => void;
}

/** The small buttons at the right of a list: views, columns, export, print, refresh. */
export function ListTools<Row>(props: ListToolsProps<Row>) {
  return (
    <div className="list-tools">
      <Popover trigger="click" placement="bottomRight" title="我的视图" content={<Views {...props} />}>
        <Button type="text" icon={<BookOutlined />} aria-label="视图" title="视图" />
      </Popover>
      <Popover trigger="click" placement="bottomRight" title="显示" content={<Display {...props} />}>
        <Button type="text" icon={<SettingOutlined />} aria-label="列和行距" title="列和行距" />
      </Popover>
      <Button type="text" icon={<DownloadOutlined />} aria-label="导出" title="导出到 Excel" onClick={props.onExport} />
      <Button type="text" icon={<PrinterOutlined />} aria-label="打印" title="打印本页" onClick={() => print()} />
      <Button type="text" icon={<ReloadOutlined spin={props.busy} />} aria-label="刷新" title="刷新" onClick={props.refresh} />
    </div>
  );
}

function Display<Row>({ columns, shown, preferences }: ListToolsProps<Row>) {
  const { chosen, choose } = preferences;
  return (
    <div className="list-display">
      <fieldset>
        <legend>行距</legend>
        <Radio.Group
          size="small"
          optionType="button"
          value={chosen.tight}
          options={[
            { value: true, label: '紧凑' },
            { value: false, label: '宽松' },
          ]}
          onChange={(event) => choose({ tight: event.target.value as boolean })}
        />
      </fieldset>
      <fieldset>
        <legend>列</legend>
        <Checkbox.Group
          value={shown.map(({ key }) => key)}
          options={columns.map(({ key, title }, at) => ({ value: key, label: title, disabled: at === 0 }))}
          onChange={(keys) => choose({ columns: columns.map(({ key }) => key).filter((key, at) => at === 0 || keys.includes(key)) })}
        />
      </fieldset>
      {chosen.columns && (
        <Button type="link" size="small" onClick={() => choose({ columns: null })}>
          恢复默认列
        </Button>
      )}
    </div>
  );
}

function Views<Row>({ preferences, values, open }: ListToolsProps<Row>) {
  const { views, chosen, choose, saveView, removeView } = preferences;
  const [name, setName] = useState('');
  const save = (): void => {
    if (!name.trim()) return;
    const { after: _mark, ...search } = values;
    saveView({ name: name.trim(), search, columns: chosen.columns });
    setName('');
  };
  return (
    <div className="list-views">
      {views.length === 0 && <p className="soft">还没有视图。设好条件和列，取个名字存下来，下次一点就到。</p>}
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <Button
              type="link"
              size="small"
              onClick={() => {
                choose({ columns: view.columns });
                open(view.search);
              }}
            >
              {view.name}
            </Button>
            <Button type="text" size="small" aria-label={`删除视图 ${view.name}`} onClick={() => removeView(view.name)}>
              删除
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="list-views-new"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Input size="small" value={name} maxLength={20} aria-label="新视图的名称" placeholder="把现在的条件存为…" onChange={(event) => setName(event.target.value)} />
        <Button size="small" htmlType="submit" disabled={!name.trim()}>
          保存
        </Button>
      </form>
    </div>
  );
}
