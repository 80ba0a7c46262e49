import { defineErrors } from '../errors.ts';

/** Refusals any endpoint may give before its handler is asked. */
export const httpErrors = defineErrors('kernel', {
  notSignedIn: { kind: 'forbidden', text: '请先登录' },
  forbidden: { kind: 'forbidden', text: '您没有权限进行此操作' },
  crossSite: { kind: 'forbidden', text: '请求来源不受信任，请刷新页面后重试' },
  invalidInput: { kind: 'invalid', text: '提交的内容有 {count} 处不符合要求' },
  noRoute: { kind: 'not_found', text: '没有这个地址' },
  keyReused: { kind: 'conflict', text: '同一幂等键已用于另一请求' },
  keyInvalid: { kind: 'invalid', text: '幂等键应为 8 到 100 位字母、数字、下划线或短横' },
});
