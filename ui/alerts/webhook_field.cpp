// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/webhook_field.h"

#include "auth/endpoint_url.h"
#include "theme/theme.h"
#include "widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

WebhookField::WebhookField(Given given, QWidget* parent)
    : QWidget(parent)
    , m_given(std::move(given))
    , m_tick(new QCheckBox(m_given.title))
    , m_edit(new QLineEdit)
    , m_test(new QPushButton(tr("Send a &test")))
    , m_note(makeWrappedLabel("dim"))
{
    m_tick->setChecked(!m_given.kept.isEmpty());
    m_edit->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    m_edit->setAccessibleName(tr("Address of the webhook"));
    m_edit->setPlaceholderText(m_given.kept.isEmpty()
            ? QStringLiteral("https://hooks.example/…")
            : tr("%1 is kept; write another to replace it")
                  .arg(WebhookSender::shown(auth::endpointUrl(m_given.kept))));
    m_edit->setToolTip(tr("It gets a POST of JSON when a rule fires and when it is over. What is "
                          "written here is kept in a file that only you can read, and not shown "
                          "again."));
    m_test->setAutoDefault(false);
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_edit, 1);
    line->addWidget(m_test);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(m_tick);
    column->addLayout(line);
    column->addWidget(m_note);
    connect(m_tick, &QCheckBox::toggled, this, [this](bool on) {
        check();
        if (on)
            m_edit->setFocus();
    });
    connect(m_edit, &QLineEdit::textChanged, this, &WebhookField::check);
    connect(m_test, &QPushButton::clicked, this, &WebhookField::sendTest);
    check();
}

QString WebhookField::url() const
{
    if (!m_tick->isChecked())
        return {};
    const QString written = m_edit->text().trimmed();
    return written.isEmpty() ? m_given.kept : written;
}

bool WebhookField::isGood() const
{
    return !m_tick->isChecked() || (!url().isEmpty() && WebhookSender::problemOf(url()).isEmpty());
}

void WebhookField::check()
{
    m_edit->setEnabled(m_tick->isChecked());
    m_test->setEnabled(m_tick->isChecked() && isGood());
    const QString written = m_tick->isChecked() ? m_edit->text().trimmed() : QString();
    note(written.isEmpty() ? QString() : WebhookSender::problemOf(written), "bad");
    Q_EMIT changed();
}

void WebhookField::note(const QString& text, const char* look)
{
    setLook(*m_note, look);
    showLine(*m_note, text);
    m_edit->setAccessibleDescription(text);
}

QString WebhookField::noteText() const
{
    return m_note->text();
}

void WebhookField::sendTest()
{
    const QUrl where = auth::endpointUrl(url());
    m_test->setEnabled(false);
    note(tr("Sending to %1…").arg(WebhookSender::shown(where)), "dim");
    m_sender.send(
        {where, m_given.testBody(), {}, 1, [this, where](const QString& problem) {
             m_test->setEnabled(isGood());
             if (problem.isEmpty())
                 note(tr("%1 took the test.").arg(WebhookSender::shown(where)), "dim");
             else
                 note(tr("%1 did not take the test: %2.").arg(WebhookSender::shown(where), problem),
                     "bad");
         }});
}

} // namespace fanlight
