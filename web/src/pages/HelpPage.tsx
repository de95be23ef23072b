import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { help, type HelpPiece } from '../languages/help.ts';
import { useLanguage } from '../languages/index.tsx';
import { PageHead } from '../parts/Panel.tsx';
import { pageKeys } from '../shell/keys.ts';
import './help.css';

/** The documentation that comes with the console. */
export default function HelpPage() {
  const { t, language } = useLanguage();
  return (
    <div className="page help">
      <PageHead title={t.nav.help} lead={t.tagline} />
      {help[language].map((section) => (
        <section key={section.id} id={section.id} className="panel panel-body">
          <h2>{section.title}</h2>
          {section.pieces.map((piece, index) => (
            <Piece key={index} piece={piece} />
          ))}
        </section>
      ))}
      <Keys />
    </div>
  );
}

function Piece({ piece }: { piece: HelpPiece }) {
  if ('text' in piece) {
    return <p>{withCode(piece.text)}</p>;
  }
  if ('code' in piece) {
    return <pre>{piece.code}</pre>;
  }
  return (
    <dl>
      {piece.list.map(([word, meaning]) => (
        <Fragment key={word}>
          <dt>{word}</dt>
          <dd>{meaning}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function withCode(text: string) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}

function Keys() {
  const { t } = useLanguage();
  const pages = ['overview', 'events', 'resources', 'collection', 'reports', 'settings', 'help'] as const;
  return (
    <section id="keys" className="panel panel-body">
      <h2>{t.keyboard.title}</h2>
      <dl>
        <dt>
          <Kbd>/</Kbd>
        </dt>
        <dd>{t.keyboard.search}</dd>
        {Object.keys(pageKeys).map((key, index) => (
          <Fragment key={key}>
            <dt>
              <Kbd>g</Kbd> <Kbd>{key}</Kbd>
            </dt>
            <dd>{t.nav[pages[index] ?? 'overview']}</dd>
          </Fragment>
        ))}
        <dt>
          <Kbd>j</Kbd> <Kbd>k</Kbd>
        </dt>
        <dd>{t.keyboard.rows}</dd>
        <dt>
          <Kbd>Enter</Kbd>
        </dt>
        <dd>{t.keyboard.open}</dd>
        <dt>
          <Kbd>?</Kbd>
        </dt>
        <dd>{t.keyboard.help}</dd>
      </dl>
    </section>
  );
}
