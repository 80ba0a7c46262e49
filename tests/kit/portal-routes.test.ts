import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findRoute, type Route } from '../../web/portal-kit/routes.ts';

const aRoute = (path: `/${string}`): Route => ({ path, load: () => Promise.reject(new Error('not needed')) });
const routes = ['/', '/search', '/items/:id', '/apply/:id/:step?/:page?'].map((path) => aRoute(path as `/${string}`));
const found = (path: string) => {
  const route = findRoute(routes, path);
  return route && { path: route.route.path, params: route.params, key: route.key };
};

describe('findRoute', () => {
  it('finds fixed and named segments, and ignores a slash at the end', () => {
    assert.deepEqual(found('/'), { path: '/', params: {}, key: '' });
    assert.deepEqual(found('/search/'), { path: '/search', params: {}, key: 'search' });
    assert.deepEqual(found('/items/a%2Fb'), { path: '/items/:id', params: { id: 'a/b' }, key: 'items/a/b' });
  });

  it('keeps the key while only optional segments change', () => {
    const keys = ['/apply/7', '/apply/7/form', '/apply/7/form/people'].map((path) => found(path)?.key);
    assert.equal(new Set(keys).size, 1);
    assert.notEqual(found('/apply/8')?.key, keys[0]);
    assert.deepEqual(found('/apply/7/form')?.params, { id: '7', step: 'form' });
  });

  it('finds nothing for unknown, too short, too long and malformed addresses', () => {
    for (const path of ['/nowhere', '/items', '/items/1/2', '/apply/7/form/people/more', '/items/%E0%A4%A']) assert.equal(found(path), null, path);
  });
});
