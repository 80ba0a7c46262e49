import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type ErrorKind, type FieldProblem } from '../errors.ts';
import { log } from '../log.ts';

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};

/** An answer by RFC 9457; `code` is stable, `title` is for people, `problems` names the fields. */
export interface ProblemAnswer {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** Appears in the log too, so that a caller can name the incident. */
  readonly incident: string;
  readonly problems?: readonly FieldProblem[];
  readonly detail?: Record<string, unknown>;
}

/** Turns whatever was thrown into an answer; what was not thrown on purpose tells nothing but its incident number. */
export function toProblem(error: unknown, incident: string): ProblemAnswer {
  if (error instanceof AppError) return describe(error, incident);
  const known = error as Partial<FastifyError> & { code?: string; validation?: unknown };
  const preset = known.code === undefined ? undefined : outside[known.code];
  if (preset) return { type: 'about:blank', ...preset, incident };
  if (known.statusCode === 429) {
    return { type: 'about:blank', title: '操作过于频繁，请稍后再试', status: 429, code: 'kernel.tooMany', incident };
  }
  return { type: 'about:blank', title: `系统暂时出错，请稍后再试。如需帮助，请提供编号 ${incident}`, status: 500, code: 'kernel.unexpected', incident };
}

function describe(error: AppError, incident: string): ProblemAnswer {
  const { problems, ...detail } = error.detail as { problems?: readonly FieldProblem[] };
  return {
    type: 'about:blank',
    title: error.message,
    status: error.code === 'kernel.notSignedIn' ? 401 : statusOf[error.kind],
    code: error.code,
    incident,
    ...(problems ? { problems } : {}),
    ...(Object.keys(detail).length > 0 ? { detail } : {}),
  };
}

type Preset = Pick<ProblemAnswer, 'title' | 'status' | 'code'>;

/** Refusals that come from the web server or the database rather than from our own code. */
const outside: Readonly<Record<string, Preset>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { title: '提交的内容过大', status: 413, code: 'kernel.tooLarge' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { title: '提交的内容格式不受支持', status: 415, code: 'kernel.mediaType' },
  FST_ERR_CTP_INVALID_JSON_BODY: { title: '提交的内容不是有效的 JSON', status: 400, code: 'kernel.invalidJson' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { title: '提交的内容为空', status: 400, code: 'kernel.invalidJson' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { title: '提交的内容长度与声明不符', status: 400, code: 'kernel.invalidLength' },
  FST_ERR_BAD_URL: { title: '地址格式不正确', status: 400, code: 'kernel.badUrl' },
  '57014': { title: '处理超时，请缩小范围后重试', status: 503, code: 'kernel.timeout' },
  '55P03': { title: '该记录正被他人处理，请稍后再试', status: 409, code: 'kernel.locked' },
  '40P01': { title: '该记录正被他人处理，请稍后再试', status: 409, code: 'kernel.locked' },
  '40001': { title: '该记录刚被他人修改，请刷新后重试', status: 409, code: 'kernel.changed' },
  ECONNREFUSED: { title: '数据库暂时无法连接，请稍后再试', status: 503, code: 'kernel.databaseAway' },
  ENOENT: { title: '数据库暂时无法连接，请稍后再试', status: 503, code: 'kernel.databaseAway' },
  '57P01': { title: '数据库正在重启，请稍后再试', status: 503, code: 'kernel.databaseAway' },
  '57P03': { title: '数据库正在启动，请稍后再试', status: 503, code: 'kernel.databaseAway' },
};

/** The web server's last resort for whatever a handler throws. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id);
  if (problem.status >= 500) log.error({ incident: problem.incident, url: request.routeOptions.url, err: error as Error }, 'request failed');
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
