"""An API of jobs for tests of documents: its description, and trees whose documents speak of it."""

from __future__ import annotations

import textwrap

from tests.trees import found, judge

OPENAPI = """
openapi: 3.0.3
servers: [{url: https://jobs.example/api/v1}]
security: [{key: []}]
paths:
  /jobs:
    get:
      parameters:
        - {name: state, in: query, schema: {type: string, enum: [open, running, closed]}}
        - {name: limit, in: query, schema: {type: integer, default: 20}}
        - {name: label, in: query, schema: {type: array, items: {type: string}}}
      responses:
        "200":
          content:
            application/json:
              schema:
                type: object
                required: [items, next]
                properties:
                  items: {type: array, items: {$ref: "#/components/schemas/Job"}}
                  next: {type: string, nullable: true}
    post:
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/NewJob"}}}
      responses:
        "201": {content: {application/json: {schema: {$ref: "#/components/schemas/Job"}}}}
        "409": {content: {application/json: {schema: {$ref: "#/components/schemas/Fault"}}}}
  /jobs/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Job"}}}}
    delete:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {"204": {description: gone}}
  /logs:
    get:
      parameters: [{name: since, in: query, required: true, schema: {type: string}}]
      responses:
        "200": {content: {application/json: {schema: {type: array, items: {type: string}}}}}
  /health:
    get:
      security: []
      responses: {"200": {description: fine}}
  /hooks:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [address]
              properties: {address: {type: string}, active: {type: boolean}}
      responses: {"204": {description: done}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
  schemas:
    Base:
      type: object
      required: [queue]
      properties:
        queue: {type: string}
        priority: {type: integer, default: 3}
        state: {type: string, enum: [open, running, closed]}
        args: {type: object}
        retry:
          type: object
          properties: {times: {type: integer}, backoff: {type: string, enum: [linear, exponential]}}
        labels: {type: array, items: {type: string}}
        note: {type: string, nullable: true}
    NewJob:
      allOf:
        - {$ref: "#/components/schemas/Base"}
        - type: object
          required: [worker]
          properties: {worker: {type: string}, secret: {type: string, writeOnly: true}}
    Job:
      allOf:
        - {$ref: "#/components/schemas/Base"}
        - type: object
          required: [id, insertedAt]
          properties:
            id: {type: integer, readOnly: true}
            worker: {type: string}
            insertedAt: {type: string, format: date-time, readOnly: true}
    Fault:
      type: object
      required: [error]
      additionalProperties: false
      properties: {error: {type: string}}
"""
CONFIGURATION = """
contracts: [contract.yaml]
documents: {include: ["*.md"]}
history: [CHANGELOG.md]
apis: {jobs: {openapi: jobs.yaml}}
"""
HEAD = "kind: api-surface\nid: jobs.page\nowner: us\napi: jobs\nhosts: jobs.example\n"


def job_tree(contract: str, **pages: str) -> dict[str, str]:
    """Return a tree with the API, what its contract says more, and pages by name."""
    documents = {f"{name}.md": textwrap.dedent(text).lstrip("\n") for name, text in pages.items()}
    return {
        "contractcheck.yaml": CONFIGURATION,
        "contract.yaml": HEAD + textwrap.dedent(contract).lstrip("\n"),
        "jobs.yaml": OPENAPI,
        **documents,
    }


def found_in_page(contract: str, page: str) -> list[tuple[str, str]]:
    """Return rule and line text of what is found in one page."""
    rules = found(job_tree(contract, page=page))
    return [(rule.partition("/")[2], place.partition(": ")[2]) for rule, place in rules]


def messages_in_page(contract: str, page: str) -> list[str]:
    """Return what the findings in one page say."""
    return [finding.message for finding in judge(job_tree(contract, page=page)).findings]
