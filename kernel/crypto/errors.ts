import { defineErrors } from '../errors.ts';

/** What the cryptography refuses. No text and no detail ever holds a key, a plaintext or a password. */
export const cryptoErrors = defineErrors('crypto', {
  broken: { kind: 'invalid', text: '密文已损坏或密钥不匹配' },
  malformed: { kind: 'invalid', text: '{what}的格式不正确' },
  badKey: { kind: 'invalid', text: '{what}不正确：{reason}' },
  cannotIssue: { kind: 'conflict', text: '无法签发证书：{reason}' },
  tooLarge: { kind: 'invalid', text: '{what}超过允许的长度（{limit}）' },
  unknownKey: { kind: 'unavailable', text: '找不到编号为“{keyId}”的密钥，请检查密钥库是否完整' },
  keyStore: { kind: 'unavailable', text: '密钥库无法使用：{reason}' },
});
