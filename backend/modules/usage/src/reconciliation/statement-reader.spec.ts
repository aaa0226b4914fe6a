import { readStatement } from './statement-reader';

const line = (
  day: string | null,
  model: string | null,
  costNanoUsd: bigint | null,
  tokens: number | null = null,
  calls: number | null = null,
) => ({
  day,
  model,
  costNanoUsd,
  tokens,
  calls,
});

describe("a provider's export", () => {
  it("is read from OpenAI's cost export, empty days left out and kinds of tokens added up", () => {
    const content = `start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id
1759622400,1759708800,2025-10-05T00:00:00+00:00,2025-10-06T00:00:00+00:00,0.8958740000000000,usd,"gpt-5-mini-2025-08-07, input",,org-1
1759622400,1759708800,2025-10-05T00:00:00+00:00,2025-10-06T00:00:00+00:00,0.1000000000000004,usd,"gpt-5-mini-2025-08-07, output",,org-1
1759708800,1759795200,2025-10-06T00:00:00+00:00,2025-10-07T00:00:00+00:00,,,,,
1759795200,1759881600,2025-10-07T00:00:00+00:00,2025-10-08T00:00:00+00:00,1.5e-3,usd,,,org-1`;
    expect(readStatement(content)).toEqual({
      lines: [line('2025-10-05', 'gpt-5-mini-2025-08-07', 995_874_000n), line('2025-10-07', null, 1_500_000n)],
    });
  });

  it("is read from OpenAI's usage export, where input includes what was cached", () => {
    const content = `start_time\tend_time\tstart_time_iso\tnum_model_requests\tmodel\tinput_tokens\toutput_tokens\tinput_cached_tokens
1759622400\t1759708800\t2025-10-05T00:00:00+00:00\t3\tgpt-5-mini\t1200\t300\t1000`;
    expect(readStatement(content)).toEqual({ lines: [line('2025-10-05', 'gpt-5-mini', null, 1_500, 3)] });
  });

  it("is read from Anthropic's exports of cost and of usage", () => {
    const cost = `usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd
2026-10-01,claude-haiku-4-5-20251001,Default,key,message,<200k,input_no_cache,"1,234.50"
2026-10-01,claude-haiku-4-5-20251001,Default,key,message,<200k,output,0.25`;
    expect(readStatement(cost)).toEqual({
      lines: [line('2026-10-01', 'claude-haiku-4-5-20251001', 1_234_750_000_000n)],
    });
    const usage = `usage_date_utc,model_version,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens
2026-10-01 15:00,claude-haiku-4-5,10,20,30,40,50`;
    expect(readStatement(usage)).toEqual({ lines: [line('2026-10-01', 'claude-haiku-4-5', null, 150)] });
  });

  it('is read from the answers of cost and usage APIs, one page or several', () => {
    const openai = JSON.stringify({
      object: 'page',
      data: [
        {
          object: 'bucket',
          start_time: 1_759_622_400,
          results: [
            {
              object: 'organization.costs.result',
              amount: { value: 0.06, currency: 'usd' },
              line_item: 'gpt-4o, input',
            },
          ],
        },
        { object: 'bucket', start_time: 1_759_708_800, results: [] },
      ],
    });
    expect(readStatement(openai)).toEqual({ lines: [line('2025-10-05', 'gpt-4o', 60_000_000n)] });
    const anthropic = JSON.stringify([
      {
        data: [
          {
            starting_at: '2025-10-05T00:00:00Z',
            results: [{ amount: '123.45', currency: 'USD', model: 'claude-opus-5', token_type: 'output_tokens' }],
          },
        ],
      },
      {
        data: [
          {
            starting_at: '2025-10-06T00:00:00Z',
            results: [
              {
                uncached_input_tokens: 5,
                cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 2 },
                cache_read_input_tokens: 3,
                output_tokens: 4,
                model: 'claude-opus-5',
              },
            ],
          },
        ],
      },
    ]);
    expect(readStatement(anthropic)).toEqual({
      lines: [line('2025-10-05', 'claude-opus-5', 1_234_500_000n), line('2025-10-06', 'claude-opus-5', null, 15)],
    });
  });

  it.each([
    ['nothing', '', 1, 'empty'],
    ['a file without such columns', 'a,b\n1,2', 1, 'name the columns'],
    ['only a header', 'date,cost', 1, 'name the columns'],
    ['words for money', 'date,cost\n2026-10-01,1\n2026-10-02,much', 3, '"much" is no amount of money'],
    ['too much money', 'date,cost\n2026-10-01,1000000000000', 2, 'is no amount of money'],
    ['another currency', 'date,amount,currency\n2026-10-01,1,EUR', 2, 'currency is EUR'],
    ['a date of nowhere', 'date,cost\n10/01/2026,1', 2, 'is no date'],
    ['a negative number of tokens', 'date,model,input_tokens\n2026-10-01,m,-5', 2, 'no number of tokens'],
    ['a quote that does not end', 'date,cost\n2026-10-01,"1', 2, 'cannot be read as CSV'],
    ['half of a JSON', '{"data":\n[', 2, 'no well-formed JSON'],
    ['a JSON of something else', '{"hello": 1}', 1, 'no bucket'],
  ])('names the line of %s', (_, content, at, detail) => {
    const read = readStatement(content);
    expect('problems' in read && read.problems[0]).toEqual({
      line: at,
      detail: expect.stringContaining(detail) as string,
    });
  });

  it('keeps credits and reads no formulas', () => {
    expect(readStatement('date;cost\n2026-10-01;-$5.00')).toEqual({
      lines: [line('2026-10-01', null, -5_000_000_000n)],
    });
    expect(readStatement('date,model,cost\n2026-10-01,=1+1,1')).toEqual({
      lines: [line('2026-10-01', '=1+1', 1_000_000_000n)],
    });
  });
});
