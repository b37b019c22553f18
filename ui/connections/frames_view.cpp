// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/frames_view.h"

#include "format.h"
#include "messages/code_view.h"
#include "widgets/flow_layout.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// A stream of HTTP's chunks has line ends of two characters, which are to be seen.
QString withLineEnds(QString text)
{
    return text.replace(u"\r\n"_s, u"␍␊\n"_s);
}

QString ended(QString text)
{
    return text.endsWith(u'\n') ? text : text + u'\n';
}

} // namespace

FramesView::FramesView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_chunks(new QCheckBox(tr("HTTP chunks")))
    , m_copy(new QPushButton(tr("Copy")))
    , m_view(new CodeView(theme))
    , m_note(new QLabel)
{
    auto* title = new QLabel(tr("Last frames"));
    setLook(*title, "title");
    setLook(*m_copy, "small");
    setLook(*m_note, "hint");
    m_note->setWordWrap(true);
    m_note->hide();
    m_chunks->setToolTip(tr("Shows the framing of HTTP/1.1 around what the client's parser sees: a "
                            "length, ␍␊, the bytes, ␍␊"));
    m_copy->setAccessibleName(tr("Copy the frames"));
    m_view->setName(tr("Last frames"));
    m_view->setPlaceholder(tr("Nothing was sent since it is watched."));
    auto* line = new FlowLayout(8, 4);
    line->addWidget(title);
    line->addStretch();
    line->addWidget(m_chunks);
    line->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addLayout(line);
    column->addWidget(m_view, 1);
    column->addWidget(m_note);

    connect(m_chunks, &QCheckBox::toggled, this, [this] { m_view->setText(text()); });
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(m_view->edit()->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (m_pending && !isRead())
            refresh();
    });
    connect(m_view->edit(), &QPlainTextEdit::selectionChanged, this, [this] {
        if (m_pending && !isRead())
            refresh();
    });
}

bool FramesView::isRead() const
{
    return m_view->edit()->verticalScrollBar()->value() > 0
        || m_view->edit()->textCursor().hasSelection();
}

void FramesView::clear()
{
    m_watchedSinceMs = 0;
    m_sent.clear();
    m_sentBefore = 0;
    m_history.clear();
    m_moreHistory = false;
    m_historyProblem.clear();
    m_pending = false;
    m_note->hide();
    m_view->setText({});
}

void FramesView::setWatched(const WatchedConnection& watched)
{
    const bool isSame = m_watchedSinceMs == watched.watchedSinceMs
        && m_sentBefore == watched.sentBefore && m_sent.size() == watched.sent.size();
    m_watchedSinceMs = watched.watchedSinceMs;
    m_sentBefore = watched.sentBefore;
    m_sent = watched.sent;
    if (!isSame)
        refresh();
}

void FramesView::setHistory(const ReplayPreview& history, const ConnectionRow& row)
{
    m_history.clear();
    m_moreHistory = false;
    m_historyProblem = !history.error.isEmpty() ? history.error : history.missing;
    qsizetype bytes = 0;
    for (auto event = history.events.rbegin(); event != history.events.rend(); ++event) {
        const bool isOfIt = row.types.isEmpty() || row.types.contains(event->type);
        if (!isOfIt || (row.isClosed() && event->publishedAtMs > row.closedAtMs))
            continue;
        bytes += event->wire.size();
        if (m_history.size() == MostHistory || (bytes > MostHistoryBytes && !m_history.empty())) {
            m_moreHistory = true;
            break;
        }
        m_history.insert(m_history.begin(), *event);
    }
    refresh();
}

QString FramesView::sentText() const
{
    QString text;
    for (auto sent = m_sent.rbegin(); sent != m_sent.rend(); ++sent) {
        const bool chunked = m_chunks->isChecked() && sent->chunked;
        text += format::clock(sent->timeMs) + u'\n';
        text += ended(chunked ? withLineEnds(QString::fromUtf8(sent->frame->chunked()))
                              : QString::fromUtf8(sent->frame->plain()));
        if (!text.endsWith(u"\n\n"_s))
            text += u'\n';
    }
    if (m_sentBefore > 0)
        text += tr("… %1 earlier frame(s) is/are kept no longer", nullptr,
                    format::plural(double(m_sentBefore)))
                    .arg(format::count(double(m_sentBefore)))
            + u"\n\n"_s;
    return text;
}

QString FramesView::historyText() const
{
    QString text;
    for (auto event = m_history.rbegin(); event != m_history.rend(); ++event) {
        if (m_watchedSinceMs > 0 && event->publishedAtMs >= m_watchedSinceMs)
            continue; // it stands above
        if (event->publishedAtMs > 0)
            text += format::clock(event->publishedAtMs) + u'\n';
        text += ended(QString::fromUtf8(event->wire));
        if (!text.endsWith(u"\n\n"_s))
            text += u'\n';
    }
    if (m_moreHistory)
        text += tr("… and earlier ones") + u'\n';
    if (text.isEmpty() && m_historyProblem.isEmpty())
        return {};
    QString heading = tr("From history,\nbefore it was watched:") + u'\n';
    if (!m_historyProblem.isEmpty())
        heading += m_historyProblem + u'\n';
    return heading + u'\n' + text;
}

QString FramesView::text() const
{
    return sentText() + historyText();
}

void FramesView::refresh()
{
    m_pending = isRead();
    m_note->setVisible(m_pending);
    if (m_pending) {
        m_note->setText(tr("Newer frames wait until you are back on top."));
        return;
    }
    m_view->setText(text());
}

} // namespace fanlight
