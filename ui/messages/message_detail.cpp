// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_detail.h"

#include "format.h"
#include "hub/message_filter.h"
#include "hub/payload_fields.h"
#include "hub/snapshots.h"
#include "messages/action_button.h"
#include "messages/code_view.h"
#include "messages/compare_view.h"
#include "messages/delivery_view.h"
#include "messages/json_place.h"
#include "publish/json_check.h"
#include "ui_state.h"
#include "widgets/segmented.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString ViewKey = u"messages/view"_s;
const QString FramingKey = u"messages/framing"_s;

} // namespace

MessageDetail::MessageDetail(const Theme& theme, UiState& state, const QList<QAction*>& actions,
    const QList<QAction*>& copies, QWidget* parent)
    : Card({}, parent)
    , m_state(state)
    , m_views(new Segmented({tr("Pretty"), tr("Raw"), tr("On the wire"), tr("Delivery")}))
    , m_what(new QLabel)
    , m_framing(new QCheckBox(tr("Chunk &framing")))
    , m_sentTo(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_hint(new QLabel)
    , m_code(new CodeView(theme))
    , m_delivery(new DeliveryView(theme, state.percentiles()))
    , m_comparison(new CompareView(theme, state.percentiles()))
{
    setAccessibleName(tr("Selected message"));
    m_views->setAccessibleName(tr("What is shown of the message"));
    setLook(*m_what, "hint");
    m_what->setTextFormat(Qt::PlainText);
    // a long id is cut, not the page
    m_what->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_framing->setToolTip(tr("Shows the chunk of HTTP/1.1 around the event, with its line ends."));
    m_sentTo->setAccessibleName(tr("The client whose wire is shown"));
    m_sentTo->setToolTip(tr("A batch may differ from client to client."));
    setLook(*m_hint, "hint");
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);

    auto* copy = new QPushButton(tr("Copy"));
    auto* menu = new QMenu(copy);
    menu->setToolTipsVisible(true);
    menu->addActions(copies);
    copy->setMenu(menu);
    for (QAction* action : actions)
        m_buttons << buttonFor(action);
    m_buttons << copy;
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_views);
    line->addWidget(m_sentTo);
    line->addWidget(m_framing);
    line->addWidget(m_what, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    for (QWidget* button : m_buttons)
        buttons->addWidget(button);
    m_line = new QBoxLayout(QBoxLayout::LeftToRight);
    m_line->setSpacing(6);
    m_line->addLayout(line, 1);
    m_line->addLayout(buttons);
    body()->addLayout(m_line);
    for (QWidget* page : {static_cast<QWidget*>(m_hint), static_cast<QWidget*>(m_code),
             static_cast<QWidget*>(m_delivery), static_cast<QWidget*>(m_comparison)})
        m_stack->addWidget(page);
    body()->addWidget(m_stack, 1);

    m_views->setCurrent(state.value(ViewKey, Pretty).toInt());
    m_framing->setChecked(state.value(FramingKey, false).toBool());
    connect(m_views, &Segmented::changed, this, [this](int view) {
        m_state.setValue(ViewKey, view);
        showView();
    });
    connect(m_framing, &QCheckBox::toggled, this, [this](bool on) {
        m_state.setValue(FramingKey, on);
        showView();
    });
    connect(&state.percentiles(), &Percentiles::changed, this, [this] {
        if (m_message && m_other)
            m_comparison->showFigures(*m_message, *m_other);
        else if (m_message)
            m_delivery->show(*m_message);
    });
    connect(m_sentTo, &QComboBox::activated, this, &MessageDetail::showView);
    m_code->edit()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(
        m_code->edit(), &QWidget::customContextMenuRequested, this, &MessageDetail::showDataMenu);
    showView();
}

QSize MessageDetail::minimumSizeHint() const
{
    constexpr int LeastWidth = 560;
    return {LeastWidth, Card::minimumSizeHint().height()};
}

void MessageDetail::resizeEvent(QResizeEvent* event)
{
    constexpr int OneLineWidth = 940;
    Card::resizeEvent(event);
    m_line->setDirection(
        width() < OneLineWidth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void MessageDetail::setTraces(std::function<MessageTrace(quint64)> traces)
{
    m_traces = std::move(traces);
}

void MessageDetail::show(const MessageRecord& message)
{
    m_message = message;
    m_other.reset();
    updateSentTo();
    showView();
}

void MessageDetail::compare(const MessageRecord& earlier, const MessageRecord& later)
{
    m_message = earlier;
    m_other = later;
    showView();
}

void MessageDetail::setFigures(const MessageFigures& figures)
{
    for (auto* message : {&m_message, &m_other}) {
        if (*message && (*message)->number == figures.number)
            (*message)->figures = figures;
    }
    if (m_other)
        m_comparison->showFigures(*m_message, *m_other);
    else if (m_message && m_views->current() == Delivery)
        m_delivery->show(*m_message);
    else if (m_message && m_views->current() == Wire)
        showView();
}

void MessageDetail::setElsewhere(const QString& text)
{
    m_elsewhere = text;
    if (isElsewhere())
        showView();
}

bool MessageDetail::isElsewhere() const
{
    const bool isOne = m_message && m_message->bytesElsewhere && m_views->current() != Delivery;
    return m_other ? m_message->bytesElsewhere || m_other->bytesElsewhere : isOne;
}

void MessageDetail::clear()
{
    m_message.reset();
    m_other.reset();
    showView();
}

// Asked anew while it is shown: what is held for a batch is written later.
void MessageDetail::updateSentTo()
{
    m_trace = m_traces && m_message ? m_traces(m_message->number) : MessageTrace();
    std::erase_if(m_trace.clients, [](const auto& client) { return !client.batch; });
    QStringList texts;
    for (const auto& client : m_trace.clients)
        texts << tr("%1: one of %2 in a batch", "a connection")
                     .arg(
                         connectionIdText(client.connection), format::count(double(client.events)));
    const QString chosen = m_sentTo->currentText();
    QStringList known;
    for (int i = 0; i < m_sentTo->count(); ++i)
        known << m_sentTo->itemText(i);
    if (known == texts)
        return;
    m_sentTo->clear();
    m_sentTo->addItems(texts);
    m_sentTo->setCurrentIndex(std::max(0, m_sentTo->findText(chosen)));
}

const Frame& MessageDetail::sentFrame() const
{
    const int at = m_sentTo->currentIndex();
    return at < 0 || m_trace.clients.empty() ? *m_message->frame
                                             : *m_trace.clients[std::size_t(at)].batch;
}

QString MessageDetail::wireKind() const
{
    const Frame& frame = sentFrame();
    const QString size
        = format::bytes(double((m_framing->isChecked() ? frame.chunked() : frame.plain()).size()));
    if (m_trace.clients.empty() && m_message->frame->batching() == Batching::Batched)
        return m_message->figures.recipients == 0 || !m_message->figures.isKnown
            ? tr("%1 as published; it was to wait for a batch").arg(size)
            : tr("%1 as published; in which batch it went is not known").arg(size);
    return tr("%1 on the wire").arg(size);
}

// What can be done with the field under the pointer, in front of what an edit offers.
void MessageDetail::showDataMenu(const QPoint& where)
{
    QPlainTextEdit* edit = m_code->edit();
    QMenu* menu = edit->createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isPretty = m_message && !m_other && m_views->current() == Pretty;
    const QString path = isPretty
        ? jsonPathOfLine(m_code->shownText(), edit->cursorForPosition(where).blockNumber())
        : QString();
    const PayloadValue value
        = path.isEmpty() ? PayloadValue() : payloadValue(*m_message->frame, path.toStdString());
    if (value.isThere()) {
        const QString name = QString(path).replace(u'&', u"&&"_s);
        QAction* before = menu->actions().value(0);
        const auto add = [&](const QString& text, auto deed) {
            auto* action = new QAction(text, menu);
            connect(action, &QAction::triggered, this, deed);
            menu->insertAction(before, action);
        };
        add(tr("Column “%1”").arg(name), [this, path] { Q_EMIT columnRequested(path); });
        if (isKnown(value.number))
            add(tr("Chart “%1” over time").arg(name),
                [this, path] { Q_EMIT chartRequested(path); });
        if (value.kind != PayloadValue::Kind::Composite)
            add(tr("Show messages with this “%1”").arg(name),
                [this, path, text = value.text] { Q_EMIT filterRequested(path, text); });
        menu->insertSeparator(before);
    }
    menu->popup(edit->viewport()->mapToGlobal(where));
}

QString MessageDetail::wireText() const
{
    const Frame& frame = sentFrame();
    if (!m_framing->isChecked())
        return QString::fromUtf8(frame.plain());
    // The line ends of the framing are CRLF and shown as such, those of the event LF.
    return QString::fromUtf8(frame.chunked()).replace(u"\r\n"_s, u"\\r\\n\n"_s);
}

void MessageDetail::showView()
{
    const bool one = m_message && !m_other;
    m_views->setVisible(one);
    m_framing->setVisible(one && m_views->current() == Wire);
    if (one && m_views->current() == Wire)
        updateSentTo();
    m_sentTo->setVisible(one && m_views->current() == Wire && m_sentTo->count() > 0);
    for (QWidget* button : m_buttons)
        button->setVisible(one);
    if (!m_message || isElsewhere()) {
        m_hint->setText(m_message
                ? m_elsewhere
                : tr("Select a message to see what was sent, or two to compare them."));
        m_what->setText(m_message ? QString::fromUtf8(m_message->frame->id()) : QString());
        m_what->setToolTip(m_what->text());
        m_stack->setCurrentWidget(m_hint);
        return;
    }
    if (m_other) {
        m_what->setText(tr("Two messages compared: %1 and %2")
                            .arg(QString::fromUtf8(m_message->frame->id()),
                                QString::fromUtf8(m_other->frame->id())));
        m_comparison->show(*m_message, *m_other);
        m_stack->setCurrentWidget(m_comparison);
        return;
    }
    const Frame& frame = *m_message->frame;
    QString kind;
    switch (m_views->current()) {
    case Pretty: {
        const QString text = dataText(frame);
        const bool isJson = !checkJson(text);
        kind = isJson ? tr("JSON") : tr("text");
        m_code->setName(tr("Data, one value a line"));
        m_code->setText(isJson ? prettyJson(text) : text, isJson);
        break;
    }
    case Raw:
        m_code->setName(tr("Data as it is"));
        m_code->setText(dataText(frame));
        break;
    case Wire:
        m_code->setName(tr("Bytes on the wire"));
        m_code->setText(wireText());
        kind = wireKind();
        break;
    default:
        m_delivery->show(*m_message);
        break;
    }
    const QString id = QString::fromUtf8(frame.id());
    m_what->setText(kind.isEmpty() ? id : QString(id + u", "_s + kind));
    m_what->setToolTip(m_what->text());
    m_stack->setCurrentWidget(
        m_views->current() == Delivery ? static_cast<QWidget*>(m_delivery) : m_code);
}

QString MessageDetail::titleText() const
{
    return m_what->text();
}

} // namespace fanlight
