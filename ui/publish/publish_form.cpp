// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_form.h"

#include "format.h"
#include "publish/payload_editor.h"
#include "publish/problem_pill.h"
#include "publish/publish_check.h"
#include "publish/wire_preview.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr auto FirstPayload = R"({
  "type": "test",
  "message": "Hello from Fanlight"
})";

} // namespace

QStringList splitUserIds(const QString& text)
{
    static const QRegularExpression separators(u"[\\s,;]+"_s);
    QStringList ids = text.split(separators, Qt::SkipEmptyParts);
    ids.removeDuplicates();
    return ids;
}

PublishForm::PublishForm(const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_fields(new QFormLayout)
    , m_payload(new PayloadEditor(theme))
    , m_payloadState(new ProblemPill(theme))
    , m_plainText(new QCheckBox(u"Send as plain text"_s))
    , m_format(new QPushButton(u"Format"_s))
    , m_send(new QPushButton)
    , m_hint(new QLabel)
{
    body()->setSpacing(8);
    makeFields();
    makePayload();
    makeButtons();
    setMode(PublishMode::Broadcast);
    m_payload->load(QString::fromLatin1(FirstPayload), false);
    payloadChecked();
    setBlocked({});
}

void PublishForm::makeFields()
{
    m_fields->setHorizontalSpacing(12);
    m_fields->setVerticalSpacing(8);
    m_fields->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    body()->addLayout(m_fields);
    m_user = addField(u"User id"_s, u"42"_s);
    m_users = addField(u"User ids"_s, u"42, 43, 44"_s);
    m_type = addField(u"Event type"_s, u"the payload's “type”"_s);
    m_event = addField(u"Event name"_s, u"none, so that onmessage gets it"_s);
    m_id = addField(u"Event id"_s, QString::fromLatin1(UnassignedId));
    m_type->setToolTip(u"What selective delivery and ?types= look at."_s);
    m_event->setToolTip(u"The “event:” line; the browser then calls the listeners of that name."_s);
}

QLineEdit* PublishForm::addField(const QString& label, const QString& placeholder)
{
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(label);
    auto* name = new QLabel(label);
    setLook(*name, "dim");
    name->setFixedWidth(110);
    name->setBuddy(edit);
    m_fields->addRow(name, edit);
    connect(edit, &QLineEdit::textChanged, this, &PublishForm::changed);
    return edit;
}

void PublishForm::makePayload()
{
    auto* title = new QLabel(u"Payload"_s);
    setLook(*title, "title");
    title->setBuddy(m_payload);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 6, 0, 0);
    line->addWidget(title);
    line->addStretch();
    line->addWidget(m_payloadState);
    body()->addLayout(line);
    body()->addWidget(m_payload, 1);
    connect(m_payload, &PayloadEditor::checked, this, &PublishForm::payloadChecked);
    connect(m_payloadState, &ProblemPill::pressed, m_payload, &PayloadEditor::jumpToProblem);
}

void PublishForm::makeButtons()
{
    setLook(*m_send, "primary");
    setLook(*m_hint, "hint");
    m_hint->setWordWrap(true);
    m_format->setToolTip(u"Lays the JSON out over lines; on the wire it is compact anyway."_s);
    m_plainText->setToolTip(u"The payload goes out as it is written, one “data:” line for each line."_s);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 4, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_send);
    line->addWidget(m_format);
    line->addWidget(m_plainText);
    line->addStretch();
    body()->addLayout(line);
    body()->addWidget(m_hint);
    connect(m_send, &QPushButton::clicked, this, &PublishForm::sendRequested);
    connect(m_format, &QPushButton::clicked, m_payload, &PayloadEditor::format);
    connect(m_plainText, &QCheckBox::toggled, m_payload, &PayloadEditor::setPlainTextMode);
}

void PublishForm::setMode(PublishMode mode)
{
    m_mode = mode;
    m_fields->setRowVisible(m_user, mode == PublishMode::OneUser);
    m_fields->setRowVisible(m_users, mode == PublishMode::SeveralUsers);
    Q_EMIT changed();
}

void PublishForm::setUser(const QString& userId)
{
    m_user->setText(userId);
}

void PublishForm::load(const PublishRequest& request)
{
    const QString payload = QString::fromUtf8(request.data);
    // JSON that is one string is sent as the string itself, so a text with quotes must stay a text.
    const bool plainText = payload.trimmed().startsWith(u'"') || checkJson(payload).has_value();
    m_plainText->setChecked(plainText);
    m_payload->load(plainText ? payload : prettyJson(payload), plainText);
    m_type->setText(request.type);
    m_event->setText(request.event);
    m_id->setText(request.id);
    const bool several = request.userIds.size() > 1;
    if (!request.broadcast)
        (several ? m_users : m_user)->setText(request.userIds.join(u", "_s));
    setMode(request.broadcast ? PublishMode::Broadcast
            : several         ? PublishMode::SeveralUsers
                              : PublishMode::OneUser);
}

PublishRequest PublishForm::request() const
{
    PublishRequest request;
    request.broadcast = m_mode == PublishMode::Broadcast;
    if (m_mode == PublishMode::OneUser && !m_user->text().isEmpty())
        request.userIds = QStringList {m_user->text()};
    else if (m_mode == PublishMode::SeveralUsers)
        request.userIds = splitUserIds(m_users->text());
    request.type = m_type->text();
    request.event = m_event->text();
    request.id = m_id->text();
    request.data = m_payload->data();
    return request;
}

bool PublishForm::hasValidPayload() const
{
    return !m_payload->problem();
}

QString PublishForm::problem(qint64 dataLimit) const
{
    if (m_payload->problem())
        return u"data: "_s + m_payload->problem()->text();
    return publishProblem(request(), dataLimit);
}

void PublishForm::payloadChecked()
{
    m_format->setEnabled(!m_payload->isPlainText() && !m_payload->problem());
    const QString size = format::bytes(double(m_payload->data().size()));
    if (m_payload->problem())
        m_payloadState->show(Pill::Tone::Bad, m_payload->problem()->text());
    else if (m_payload->isPlainText())
        m_payloadState->show(Pill::Tone::Neutral, u"plain text, "_s + size);
    else
        m_payloadState->show(Pill::Tone::Good, u"valid JSON, "_s + size);
    Q_EMIT changed();
}

void PublishForm::setBlocked(const QString& reason)
{
    m_send->setEnabled(reason.isEmpty());
    m_send->setToolTip(reason);
    m_hint->setText(reason.isEmpty() ? u"Ctrl+Enter sends"_s : reason);
    updateSendButton();
}

void PublishForm::updateSendButton()
{
    const PublishRequest now = request();
    const bool nobody = !now.broadcast && now.userIds.isEmpty();
    m_send->setText(u"Send to "_s + (nobody ? u"nobody yet"_s : audienceText(now)));
}

} // namespace fanlight
