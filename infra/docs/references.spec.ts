import { deadReferences, sharedAdrNumbers, writtenPages } from './references.js';

describe('the documentation', () => {
  it('has its pages', () => {
    expect(writtenPages()).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md']));
  });

  it.each(writtenPages())('leads somewhere with every link and path of %s', (page) => {
    expect(deadReferences(page)).toEqual([]);
  });

  it('would notice links, headings and paths that are not there', () => {
    const prose = '[a](docs/nothing.md) [b](README.md#nothing) `libs/nothing` `libs/<name>` [c](README.md)';
    const text = `${prose} <img src="docs/no.svg">\n\n\`\`\`sh\nnode infra/nothing.mjs docs -d @docs/no.json\n\`\`\``;

    expect(deadReferences('README.md', text)).toEqual([
      'docs/nothing.md',
      'README.md#nothing',
      'docs/no.svg',
      'libs/nothing',
      'infra/nothing.mjs',
      'docs/no.json',
    ]);
  });

  it('has one decision under each number, and would notice two', () => {
    expect(sharedAdrNumbers()).toEqual([]);
    expect(sharedAdrNumbers(['docs/adr/0001-a.md', 'docs/adr/0002-b.md', 'docs/adr/0001-c.md'])).toEqual([
      '0001',
    ]);
  });
});
