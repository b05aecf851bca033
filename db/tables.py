"""Every table of the work database, so that one import fills the metadata. Holds no rule."""

from sqlmodel import SQLModel

from db.columns import check_texts
from db.decisions import OperatorDecision
from db.directory import (
    Change,
    CitationPattern,
    Discrepancy,
    Institution,
    InstitutionAccreditation,
    LevelCost,
    Price,
    Program,
    ProgramCost,
)
from db.identity import AwardLevel, Identity, InstitutionSlug, RecordLink
from db.locks import WorkLock
from db.overrides import Override
from db.publication import Publication
from db.records import Reading, Record, RecordMove, RecordVersion, RunMember
from db.runs import Capture, Home, Refresh, Run, RunSurprise
from db.statements import ProgramAccreditation, ProgramStatus, Statement

__all__ = [
    "AwardLevel",
    "Capture",
    "Change",
    "CitationPattern",
    "Discrepancy",
    "Home",
    "Identity",
    "Institution",
    "InstitutionAccreditation",
    "InstitutionSlug",
    "LevelCost",
    "OperatorDecision",
    "Override",
    "Price",
    "Program",
    "ProgramAccreditation",
    "ProgramCost",
    "ProgramStatus",
    "Publication",
    "Reading",
    "Record",
    "RecordLink",
    "RecordMove",
    "RecordVersion",
    "Refresh",
    "Run",
    "RunMember",
    "RunSurprise",
    "Statement",
    "WorkLock",
]

for _table in SQLModel.metadata.tables.values():
    check_texts(_table)
