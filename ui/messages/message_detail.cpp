// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_detail.h"

#include "format.h"
#include "hub/message_filter.h"
#include "messages/code_view.h"
#include "messages/compare_view.h"
#include "messages/delivery_view.h"
#include "publish/json_check.h"
#include "ui_state.h"
#include "widgets/segmented.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString ViewKey = u"messages/view"_s;
const QString FramingKey = u"messages/framing"_s;

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// A button for an action: its text, state and tooltip.
QPushButton* buttonFor(QAction* action)
{
    auto* button = new QPushButton;
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

} // namespace

MessageDetail::MessageDetail(const Theme& theme, UiState& state, const QList<QAction*>& actions,
    const QList<QAction*>& copies, QWidget* parent)
    : Card({}, parent)
    , m_state(state)
    , m_views(new Segmented({tr("Pretty"), tr("Raw"), tr("On the wire"), tr("Delivery")}))
    , m_what(new QLabel)
    , m_framing(new QCheckBox(tr("Chunk &framing")))
    , m_stack(new QStackedWidget)
    , m_hint(new QLabel(tr("Select a message to see what was sent, or two to compare them.")))
    , m_code(new CodeView(theme))
    , m_delivery(new DeliveryView(theme))
    , m_comparison(new CompareView(theme))
{
    setAccessibleName(tr("Selected message"));
    m_views->setAccessibleName(tr("What is shown of the message"));
    setLook(*m_what, "hint");
    m_what->setTextFormat(Qt::PlainText);
    // a long id is cut, not the page
    m_what->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_framing->setToolTip(tr("Shows the chunk of HTTP/1.1 around the event, with its line ends."));
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
    line->addWidget(m_framing);
    line->addWidget(m_what, 1);
    for (QWidget* button : m_buttons)
        line->addWidget(button);
    body()->addLayout(line);
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
    showView();
}

void MessageDetail::show(const MessageRecord& message)
{
    m_message = message;
    m_other.reset();
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
}

void MessageDetail::clear()
{
    m_message.reset();
    m_other.reset();
    showView();
}

QString MessageDetail::wireText() const
{
    const Frame& frame = *m_message->frame;
    if (!m_framing->isChecked())
        return utf8(frame.plain());
    // The line ends of the framing are CRLF and shown as such, those of the event LF.
    return utf8(frame.chunked()).replace(u"\r\n"_s, u"\\r\\n\n"_s);
}

void MessageDetail::showView()
{
    const bool one = m_message && !m_other;
    m_views->setVisible(one);
    m_framing->setVisible(one && m_views->current() == Wire);
    for (QWidget* button : m_buttons)
        button->setVisible(one);
    if (!m_message) {
        m_what->clear();
        m_stack->setCurrentWidget(m_hint);
        return;
    }
    if (m_other) {
        m_what->setText(tr("Two messages compared: %1 and %2")
                            .arg(utf8(m_message->frame->id()), utf8(m_other->frame->id())));
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
        kind = tr("%1 on the wire")
                   .arg(format::bytes(
                       double((m_framing->isChecked() ? frame.chunked() : frame.plain()).size())));
        break;
    default:
        m_delivery->show(*m_message);
        break;
    }
    const QString id = utf8(frame.id());
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
