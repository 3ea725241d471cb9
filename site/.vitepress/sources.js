// The documents link to files of the repository that are no pages: sources, scripts, folders. A folder with a README.md is that page, any
// other file is copied into the site as text. A link to what does not exist fails the build.
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const isPage = /\.(md|html)$/
const isElsewhere = /^([a-z]+:|#|\/)/i

export function linkSources(md) {
  md.core.ruler.push('sources', (state) => {
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        if (token.type === 'link_open') {
          token.attrSet('href', target(token.attrGet('href'), state.env))
        }
      }
    }
  })
}

function target(href, { path, realPath }) {
  const [file, fragment] = href.split('#')
  if (file === '' || isElsewhere.test(href)) {
    return href
  }
  const document = realPath ?? path
  const linked = resolve(dirname(document), file)
  if (!existsSync(linked)) {
    throw new Error(`${relative(root, document)} links to ${href}, which does not exist.`)
  }
  const anchor = fragment === undefined ? '' : '#' + fragment
  if (statSync(linked).isDirectory()) {
    return existsSync(join(linked, 'README.md')) ? url(linked) + '/' + anchor : copied(linked)
  }
  if (isPage.test(file)) {
    return (url(linked) === '/README.md' ? '/' : url(linked).replace(/README\.md$/, '')) + anchor
  }
  return copied(linked)
}

const url = (path) => '/' + relative(root, path)

// By path; pages are rendered in one process.
const sources = new Set()

function copied(path) {
  sources.add(path)
  return '/sources' + url(path) + '.txt'
}

export function copySources({ outDir }) {
  for (const source of sources) {
    const copy = join(outDir, 'sources', relative(root, source) + '.txt')
    mkdirSync(dirname(copy), { recursive: true })
    if (statSync(source).isDirectory()) {
      writeFileSync(copy, readdirSync(source).join('\n') + '\n')
    } else {
      copyFileSync(source, copy)
    }
  }
}
