// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/file_limit_card.h"

#include "format.h"
#include "metrics/sample.h"
#include "widgets/share_bar.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace fanlight {
namespace {

constexpr quint64 KernelDefault = 1'048'576; // fs.nr_open, above which no limit may be set

} // namespace

std::vector<FileLimitHint> fileLimitHints(quint64 soft, quint64 hard)
{
    std::vector<FileLimitHint> hints;
    if (soft < hard)
        hints.push_back(
            {FileLimitCard::tr("shell, no root"), QStringLiteral("ulimit -n %1").arg(hard)});
    const quint64 wanted = hard < KernelDefault ? KernelDefault : 2 * hard;
    if (wanted > KernelDefault)
        hints.push_back({FileLimitCard::tr("kernel, first"),
            QStringLiteral("sudo sysctl -w fs.nr_open=%1").arg(wanted)});
    hints.push_back(
        {FileLimitCard::tr("systemd, [Service]"), QStringLiteral("LimitNOFILE=%1").arg(wanted)});
    hints.push_back(
        {QStringLiteral("/etc/security/limits.conf"), QStringLiteral("* - nofile %1").arg(wanted)});
    hints.push_back({FileLimitCard::tr("Docker"),
        QStringLiteral("docker run --ulimit nofile=%1:%1 …").arg(wanted)});
    return hints;
}

FileLimitCard::FileLimitCard(const Theme& theme, QWidget* parent)
    : Card(tr("Descriptors"), parent)
    , m_theme(theme)
    , m_bar(new ShareBar(theme))
    , m_text(new QLabel)
    , m_advice(new QLabel)
{
    m_text->setFont(theme.tabular());
    connect(&theme, &Theme::changed, this, [this] {
        m_text->setFont(m_theme.tabular());
        for (const Row& row : m_rows)
            row.line->setFont(m_theme.monospace());
    });
    m_text->setWordWrap(true);
    setLook(*m_advice, "hint");
    m_advice->setWordWrap(true);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_text, m_bar, m_advice})
        body()->addWidget(widget);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    for (int i = 0; i < MostHints; ++i)
        addRow(*grid);
    body()->addLayout(grid);
    body()->addStretch(1);
    setUse(Unknown, Unknown);
}

void FileLimitCard::setUse(double openFiles, double fileLimit)
{
    const double share = fileLimit > 0 ? openFiles / fileLimit : Unknown;
    m_bar->set(share,
        share > AlarmShare ? Theme::Role::Bad
                           : (share > WarnShare ? Theme::Role::Warning : Theme::Role::Accent));
    const QString percent
        = isKnown(share) ? QStringLiteral(" (%1)").arg(format::percent(100 * share)) : QString();
    m_text->setText(tr("%1 of %2 used%3; each client takes one")
                        .arg(format::count(openFiles), format::count(fileLimit), percent));
    setAccessibleDescription(m_text->text());
}

void FileLimitCard::setHintsShown(bool shown)
{
    m_advice->setVisible(shown);
    for (const Row& row : m_rows) {
        for (QWidget* widget : std::initializer_list<QWidget*>{row.where, row.line, row.copy})
            widget->setVisible(shown && !row.line->text().isEmpty());
    }
}

void FileLimitCard::setLimits(quint64 soft, quint64 hard)
{
    if (m_soft == soft && m_hard == hard)
        return;
    m_soft = soft;
    m_hard = hard;
    m_advice->setText(
        soft < hard ? tr(
            "%1 are possible without root, from the next start on; more has to be allowed by root:")
                          .arg(format::count(double(hard)))
                    : tr("This is the hard limit, which the hub has taken by itself. More has to "
                         "be allowed by root, and the hub started again:"));
    const std::vector<FileLimitHint> hints = fileLimitHints(soft, hard);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const FileLimitHint hint = i < hints.size() ? hints[i] : FileLimitHint();
        for (QWidget* widget : std::initializer_list<QWidget*>{row.where, row.line, row.copy})
            widget->setVisible(i < hints.size());
        row.where->setText(hint.where);
        row.line->setText(hint.line);
        row.line->setCursorPosition(0);
        row.line->setToolTip(hint.line);
        row.line->setAccessibleName(hint.where);
        row.copy->setAccessibleName(tr("Copy for %1").arg(hint.where));
    }
}

// Rows stand from the start, so that Tab finds them in their place.
void FileLimitCard::addRow(QGridLayout& grid)
{
    const Row row{new QLabel, new QLineEdit, new QPushButton(tr("Copy"))};
    setLook(*row.where, "hint");
    row.line->setReadOnly(true);
    row.line->setFont(m_theme.monospace());
    setLook(*row.line, "code");
    setLook(*row.copy, "small");
    connect(row.copy, &QPushButton::clicked, this, [this, line = row.line] {
        QGuiApplication::clipboard()->setText(line->text());
        Q_EMIT lastAction(tr("copied %1").arg(line->text()));
    });
    const int at = grid.rowCount();
    grid.addWidget(row.where, at, 0);
    grid.addWidget(row.line, at, 1);
    grid.addWidget(row.copy, at, 2);
    m_rows.push_back(row);
}

QString FileLimitCard::text() const
{
    return m_text->text();
}

QStringList FileLimitCard::lines() const
{
    QStringList texts;
    for (const Row& row : m_rows) {
        if (!row.line->text().isEmpty())
            texts << row.line->text();
    }
    return texts;
}

} // namespace fanlight
