// Looks at the built pages in a browser: Chromium of the system, or CHROMIUM=PATH.
import assert from 'node:assert/strict'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, relative } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png', '.txt': 'text/plain' }
const pages = readdirSync(dist, { recursive: true })
  .filter((file) => file.endsWith('.html') && file !== '404.html')

let server, site, browser, page
const foreign = []
const failed = []

before(async () => {
  server = createServer((request, response) => {
    const file = join(dist, decodeURIComponent(new URL(request.url, 'http://site').pathname))
    const found = existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file
    if (!relative(dist, found).startsWith('..') && existsSync(found)) {
      response.setHeader('Content-Type', types[extname(found)] ?? 'application/octet-stream')
      createReadStream(found).pipe(response)
    } else {
      response.writeHead(404).end()
    }
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  site = `http://127.0.0.1:${server.address().port}/`
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.on('request', (request) => request.url().startsWith(site) || foreign.push(request.url()))
  page.on('response', (response) => response.status() < 400 || failed.push(response.url()))
  page.on('pageerror', (error) => failed.push(error.message))
})

after(async () => {
  await browser?.close()
  server?.close()
})

test('every page has its pictures, and links that lead somewhere', async () => {
  assert.ok(pages.length > 50, `${pages.length} pages`)
  const anchors = new Map()
  const links = []
  for (const name of pages) {
    await page.goto(site + name, { waitUntil: 'load' })
    const seen = await page.evaluate(async () => {
      const images = [...document.querySelectorAll('.vp-doc img')]
      await Promise.all(images.map((image) => image.decode().catch(() => {})))
      return {
        broken: images.filter((image) => image.naturalWidth === 0).map((image) => image.src),
        ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
        links: [...document.querySelectorAll('a[href]')].map((link) => link.href),
      }
    })
    assert.deepEqual(seen.broken, [], name)
    anchors.set(new URL(site + name).pathname, new Set(seen.ids))
    links.push(...seen.links.filter((link) => link.startsWith(site)).map((link) => ({ name, link: new URL(link) })))
  }
  assert.ok(links.length > 1000, `${links.length} links`)
  const dead = links.filter(({ link }) => {
    const path = link.pathname.endsWith('/') ? link.pathname + 'index.html' : link.pathname
    return anchors.has(path)
      ? link.hash !== '' && !anchors.get(path).has(decodeURIComponent(link.hash.slice(1)))
      : !existsSync(join(dist, decodeURIComponent(path)))
  })
  const linked = new Set(links.map(({ link }) => link.pathname.replace(/\/$/, '/index.html')))
  assert.deepEqual([...anchors.keys()].filter((path) => !linked.has(path)), [], 'pages that no page links to')
  assert.deepEqual([...new Set(dead.map(({ name, link }) => `${name} -> ${link.pathname}${link.hash}`))], [])
})

test('the search finds a setting, and leads to it', async () => {
  await page.goto(site)
  await page.click('.DocSearch-Button')
  await page.fill('.search-input', 'outbox.relay.executor')
  await page.locator('.VPLocalSearchBox a.result[href*="docs/configuration"]').first().click() // other pages name it too
  await page.locator('h1', { hasText: 'Configuration' }).waitFor()
  assert.match(page.url(), /\/docs\/configuration\.html#./)
})

test('nothing came from elsewhere, and nothing failed', () => {
  assert.deepEqual(foreign, [])
  assert.deepEqual(failed, [])
})
