// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_import.h"

#include "audience/audience_names.h"
#include "metrics/csv.h"
#include "metrics/csv_reader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr std::array SetTitles{
    "set"_L1, "author"_L1, "authorid"_L1, "author_id"_L1, "type"_L1, "interest"_L1};
constexpr std::array UserTitles{
    "user"_L1, "userid"_L1, "user_id"_L1, "follower"_L1, "followerid"_L1, "follower_id"_L1};

template <typename Titles> bool isOneOf(const QString& cell, const Titles& titles)
{
    const QString title = cell.trimmed().toLower();
    return std::find(titles.begin(), titles.end(), title) != titles.end();
}

bool isHeader(const CsvRow& row)
{
    return row.cells.size() == 2 && isOneOf(row.cells[0], SetTitles)
        && isOneOf(row.cells[1], UserTitles);
}

struct AudienceImportText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AudienceImport)
};

QString problemOf(const CsvRow& row, AudienceKind kind)
{
    if (!row.problem.isEmpty())
        return row.problem;
    if (row.cells.size() != 2)
        return AudienceImportText::tr("expected 2 columns, found %1").arg(row.cells.size());
    const QString problem = audienceNameProblem(setNoun(kind), row.cells[0]);
    return problem.isEmpty() ? audienceNameProblem(u"user"_s, row.cells[1]) : problem;
}

class Import {
public:
    Import(AudienceKind kind, const QString& path)
        : m_kind(kind)
        , m_file(path)
    {
    }

    AudienceChunk next()
    {
        AudienceChunk chunk;
        if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly)) {
            chunk.error = AudienceImportText::tr("%1 could not be read: %2")
                              .arg(QFileInfo(m_file.fileName()).fileName(), m_file.errorString());
            return chunk;
        }
        QHash<QString, std::size_t> places; // of a set in the changes
        for (int rows = 0; rows < AudienceChunk::MostRows && !chunk.last; ++rows) {
            const auto row = m_reader.next();
            if (!row)
                chunk.last = true;
            else if (!std::exchange(m_begun, true) && isHeader(*row))
                continue;
            else
                take(*row, chunk, places);
        }
        chunk.error = m_reader.error();
        chunk.done = m_file.size() > 0 ? double(m_reader.bytesRead()) / double(m_file.size()) : 1;
        return chunk;
    }

private:
    void take(CsvRow row, AudienceChunk& chunk, QHash<QString, std::size_t>& places) const
    {
        for (QString& cell : row.cells)
            cell = csv::textOfCell(cell);
        if (const QString problem = problemOf(row, m_kind); !problem.isEmpty()) {
            ++chunk.refused;
            if (chunk.refusals.size() < ParsedIds::MostRefusalsKept)
                chunk.refusals += AudienceImportText::tr("line %1: %2")
                                      .arg(QString::number(row.line), problem);
            return;
        }
        const auto place = places.constFind(row.cells[0]);
        if (place == places.constEnd()) {
            places.insert(row.cells[0], chunk.changes.size());
            chunk.changes.push_back({m_kind, row.cells[0], {row.cells[1]}, false});
        } else {
            chunk.changes[*place].users += row.cells[1];
        }
        ++chunk.users;
    }

    AudienceKind m_kind;
    QFile m_file;
    CsvReader m_reader{m_file};
    bool m_begun = false;
};

} // namespace

AudienceJob::Source importSource(AudienceKind kind, const QString& path)
{
    return [import = std::make_shared<Import>(kind, path)] { return import->next(); };
}

} // namespace fanlight
