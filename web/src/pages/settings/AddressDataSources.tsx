import { useState } from 'react';
import { useAddressData } from '../../api/settings.ts';
import { whole } from '../../format/numbers.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Fact, Facts } from '../../parts/Fact.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';

const dayMs = 86_400_000;

/** Older data are warned of. */
const oldDays = 90;

/** What places, operators and clouds are known from. */
export function AddressDataSources() {
  const { t, language } = useLanguage();
  const texts = t.manage.data;
  const data = useAddressData();
  const [now] = useState(() => Date.now());
  return (
    <Answer of={data}>
      {({ version, newest, sources }) => {
        if (version === null) {
          return (
            <div className="panel">
              <Empty title={texts.none}>
                <p className="muted">{texts.noneText}</p>
                <pre className="snippet">{'./suyuan data update\n./suyuan data update --from BUNDLE'}</pre>
              </Empty>
            </div>
          );
        }
        const age = newest === null ? null : Math.floor((now - Date.parse(newest)) / dayMs);
        return (
          <>
            <div className="panel panel-body">
              <Facts>
                <Fact name={texts.version} main={version} />
                {newest !== null && age !== null && (
                  <Fact name={texts.newest} main={newest}>
                    <span className={age > oldDays ? 'alert-text' : undefined}>{texts.age(whole(age, language))}</span>
                    {age > oldDays && ` ${texts.old}`}
                  </Fact>
                )}
              </Facts>
            </div>
            <Panel title={t.manage.sections['address-data']} note={texts.note} flush>
              <Table
                name={t.manage.sections['address-data']}
                rows={sources}
                rowKey={(row) => `${row.name} ${row.use}`}
                columns={[
                  {
                    key: 'name',
                    title: texts.source,
                    cell: (row) =>
                      row.link === null ? (
                        <b>{row.name}</b>
                      ) : (
                        <a href={row.link} target="_blank" rel="noreferrer noopener">
                          {row.name}
                        </a>
                      ),
                  },
                  { key: 'date', title: texts.date, cell: (row) => <span className="number nowrap">{row.present ? (row.date ?? '–') : <span className="alert-text">{texts.missing}</span>}</span> },
                  { key: 'licence', title: texts.licence, cell: (row) => row.licence },
                  { key: 'use', title: texts.use, sentence: true, cell: (row) => <span className="muted">{[row.use, row.attribution].filter((part) => part !== null && part !== '').join(' · ')}</span> },
                ]}
              />
            </Panel>
          </>
        );
      }}
    </Answer>
  );
}
