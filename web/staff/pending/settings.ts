import Type from 'typebox';
import { endpoint } from '../../../kernel/endpoint.ts';

/** Stands in for modules/platform/settings/contract.ts until that is there. */
export const cityEndpoints = {
  city: endpoint({
    method: 'GET',
    path: '/city',
    access: 'public',
    summary: '城市名称与门户文字',
    input: Type.Object({}),
    output: Type.Object({
      name: Type.String({ title: '城市名称' }),
      /** Shown wherever somebody could take a demonstration for the real thing; null in the real thing. */
      demo: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
};
