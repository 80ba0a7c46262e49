import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { dictionaryEndpoints } from '../../../platform/dictionaries/contract.ts';
import { organisationEndpoints } from '../../../platform/organisations/contract.ts';
import { subjectEndpoints } from '../contract.ts';
import { inBusiness } from './in-business.ts';
import { NumberSearch } from './NumberSearch.tsx';

/** Organisations, which are public and can be leafed through; people are found one by one, by their whole number. */
export function OrganisationList() {
  const [searching, setSearching] = useState(false);
  const types = useDictionary('entity-class');
  const states = useDictionary('entity-state');
  const divisions = useEndpoint(organisationEndpoints.divisions, {});
  const places = (divisions.data?.rows ?? []).filter(({ code }) => code.length === 6).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <ListPage
        title="自然人与法人"
        endpoint={subjectEndpoints.organisations}
        rowLink={({ id }) => `/subjects/${id}`}
        actions={
          <Button type="primary" icon={<SearchOutlined />} onClick={() => setSearching(true)}>
            按证件号码查找
          </Button>
        }
        empty={{ text: '颁发营业执照后，单位会登记在这里。' }}
        filters={[
          { kind: 'text', name: 'text', label: '单位名称或信用代码' },
          { kind: 'choice', name: 'entityType', label: '类型', options: types, width: 160 },
          { kind: 'choice', name: 'status', label: '登记状态', options: states },
          { kind: 'choice', name: 'divisionCode', label: '所在区划', options: places, width: 140 },
        ]}
        columns={[
          { key: 'name', title: '名称', sort: 'name', width: 280 },
          { key: 'uscc', title: '统一社会信用代码', width: 190 },
          { key: 'entityTypeName', title: '类型', width: 150 },
          { key: 'legalRepresentative', title: '法定代表人（经营者）', width: 160 },
          { key: 'divisionName', title: '所在区划', width: 120 },
          { key: 'statusName', title: '登记状态', width: 120, render: ({ status, statusName }) => <StatusTag tone={status === inBusiness ? 'good' : 'neutral'}>{statusName}</StatusTag> },
          { key: 'address', title: '住所', hidden: true },
          { key: 'businessScope', title: '经营范围', hidden: true },
          { key: 'changedAt', title: '最近变更', sort: 'changedAt', width: 128, text: ({ changedAt }) => whenText(changedAt), render: ({ changedAt }) => <When at={changedAt} /> },
        ]}
      >
        <p className="soft" style={{ margin: '0 0 8px' }}>列出的是单位。自然人的信息不能浏览，只能凭完整的证件号码查找，每次查找都会记入审计。</p>
      </ListPage>
      <NumberSearch open={searching} onClose={() => setSearching(false)} />
    </>
  );
}

function useDictionary(key: string) {
  const { data } = useEndpoint(dictionaryEndpoints.get, { key });
  return (data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }));
}
