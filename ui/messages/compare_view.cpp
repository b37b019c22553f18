// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/compare_view.h"

#include "format.h"
#include "hub/message_filter.h"
#include "messages/message_model.h"
#include "percentiles.h"
#include "publish/json_check.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString comparable(const MessageRecord& message, bool& whole)
{
    QString text = dataText(*message.frame);
    if (!checkJson(text))
        text = prettyJson(text);
    whole = whole && text.size() <= CompareView::MostCharacters;
    return text.left(CompareView::MostCharacters);
}

QString sideText(const LineDiff& diff, const QStringList& lines, int LineDiff::Row::*side)
{
    QStringList shown;
    shown.reserve(qsizetype(diff.rows.size()));
    for (const LineDiff::Row& row : diff.rows)
        shown << (row.*side < 0 ? QString()
                                : lines[row.*side].left(CompareView::MostLineCharacters));
    return shown.join(u'\n');
}

} // namespace

CompareView::CompareView(const Theme& theme, const Percentiles& percentiles, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_percentiles(percentiles)
    , m_figures(new QLabel)
    , m_summary(new QLabel)
    , m_left(new QPlainTextEdit)
    , m_right(new QPlainTextEdit)
{
    // one line each: what is compared needs the room; the tip has all of it
    m_figures->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_figures->setAccessibleName(tr("Figures that differ"));
    setLook(*m_summary, "hint");
    auto* sides = new QHBoxLayout;
    sides->setSpacing(12);
    for (QPlainTextEdit* edit : {m_left, m_right}) {
        setLook(*edit, "code");
        edit->setReadOnly(true);
        edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        edit->setLineWrapMode(QPlainTextEdit::NoWrap); // lines stand beside each other
        edit->setTabChangesFocus(true);
        edit->setUndoRedoEnabled(false);
        sides->addWidget(edit, 1);
    }
    m_left->setAccessibleName(tr("Data of the earlier message"));
    m_right->setAccessibleName(tr("Data of the later message"));
    for (const auto& [one, other] : {std::pair(m_left, m_right), std::pair(m_right, m_left)}) {
        connect(one->verticalScrollBar(), &QScrollBar::valueChanged, other->verticalScrollBar(),
            &QScrollBar::setValue);
        connect(one->horizontalScrollBar(), &QScrollBar::valueChanged, other->horizontalScrollBar(),
            &QScrollBar::setValue);
    }
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(m_summary);
    line->addWidget(m_figures, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(line);
    column->addLayout(sides, 1);
    const auto takeTheme = [this] {
        for (QPlainTextEdit* edit : {m_left, m_right})
            edit->setFont(m_theme.monospace());
        mark();
    };
    connect(&theme, &Theme::changed, this, takeTheme);
    takeTheme();
    setFocusProxy(m_left);
}

void CompareView::showFigures(const MessageRecord& left, const MessageRecord& right)
{
    QStringList figures;
    const auto compareColumn = [&](int column, double percent) {
        const QString before = MessageModel::cellText(left, column, percent);
        const QString after = MessageModel::cellText(right, column, percent);
        if (before != after)
            figures << tr("%1: %2 → %3", "a figure, of the one, of the other")
                           .arg(MessageModel::columnTitle(MessageModel::Column(column), percent),
                               before, after);
    };
    for (int column = 0; column < MessageModel::Payload; ++column) {
        const bool isLatency = column == MessageModel::Write || column == MessageModel::Ack;
        for (const double percent : m_percentiles.chosen()) {
            compareColumn(column, percent);
            if (!isLatency)
                break;
        }
    }
    m_figures->setText(
        figures.isEmpty() ? tr("All figures are the same.") : figures.join(u"   "_s));
    m_figures->setToolTip(figures.join(u'\n'));
}

void CompareView::show(const MessageRecord& left, const MessageRecord& right)
{
    showFigures(left, right);
    bool whole = true;
    const QStringList leftLines = comparable(left, whole).split(u'\n');
    const QStringList rightLines = comparable(right, whole).split(u'\n');
    m_diff = diffLines(leftLines, rightLines);
    const auto differing = std::count_if(m_diff.rows.begin(), m_diff.rows.end(),
        [](const LineDiff::Row& row) { return row.differs; });
    QStringList summary{differing == 0
            ? tr("The data is the same.")
            : tr("%1 line(s) differ(s)", nullptr, format::plural(double(differing)))
                  .arg(format::count(double(differing)))};
    if (!whole)
        summary += tr("only the first %1 characters are compared")
                       .arg(format::count(double(MostCharacters)));
    if (m_diff.byNumber)
        summary += tr("too much differs to align, so lines are compared by number");
    m_summary->setText(summary.join(u"; "_s));
    m_left->setPlainText(sideText(m_diff, leftLines, &LineDiff::Row::left));
    m_right->setPlainText(sideText(m_diff, rightLines, &LineDiff::Row::right));
    mark();
    showFirstDifference();
}

// With a line or two of what is the same above it.
void CompareView::showFirstDifference()
{
    constexpr std::ptrdiff_t LinesAbove = 2;
    const auto first = std::find_if(m_diff.rows.begin(), m_diff.rows.end(),
        [](const LineDiff::Row& row) { return row.differs; });
    const auto line = first == m_diff.rows.end() ? 0 : first - m_diff.rows.begin();
    m_left->verticalScrollBar()->setValue(int(std::max<std::ptrdiff_t>(0, line - LinesAbove)));
}

void CompareView::mark()
{
    for (const bool isLeft : {true, false}) {
        QPlainTextEdit* edit = isLeft ? m_left : m_right;
        QList<QTextEdit::ExtraSelection> marks;
        for (std::size_t row = 0; row < m_diff.rows.size(); ++row) {
            if (!m_diff.rows[row].differs)
                continue;
            const bool isThere = (isLeft ? m_diff.rows[row].left : m_diff.rows[row].right) >= 0;
            QTextEdit::ExtraSelection line;
            line.cursor = QTextCursor(edit->document()->findBlockByNumber(int(row)));
            line.format.setProperty(QTextFormat::FullWidthSelection, true);
            line.format.setBackground(
                m_theme.color(isThere ? Theme::Role::WarningSoft : Theme::Role::Line));
            marks.append(line);
        }
        edit->setExtraSelections(marks);
    }
}

QString CompareView::figuresText() const
{
    return m_figures->text();
}

QString CompareView::summaryText() const
{
    return m_summary->text();
}

QString CompareView::text(int side) const
{
    return (side == 0 ? m_left : m_right)->toPlainText();
}

std::vector<int> CompareView::markedLines(int side) const
{
    std::vector<int> lines;
    for (const auto& mark : (side == 0 ? m_left : m_right)->extraSelections())
        lines.push_back(mark.cursor.blockNumber());
    return lines;
}

} // namespace fanlight
