// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/webhook_dialog.h"

#include "alerts/alert_webhooks.h"
#include "alerts/webhook_book.h"
#include "alerts/webhook_field.h"
#include "widgets/dialog_foot.h"
#include "widgets/label.h"
#include "widgets/question.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

namespace {

constexpr int WebhookDialogWidth = 560;

} // namespace

WebhookDialog::WebhookDialog(AlertBook& book, QWidget* parent)
    : QDialog(parent)
    , m_book(book)
    , m_field(new WebhookField({tr("&Call a webhook for all rules"), book.webhooks().forAll(),
          [&book] { return AlertWebhooks::bodyOf(book.example(), AlertWebhooks::State::Test); }}))
    , m_save(new QPushButton(tr("&Save")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Webhook of alerts"));
    auto* about = makeWrappedLabel("dim");
    about->setText(tr("A POST of JSON tells it of each rule that fires or is over, with the rule, "
                      "the hub, the figure, its value and since when. A rule may have a webhook of "
                      "its own instead."));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addWidget(about);
    column->addWidget(m_field);
    column->addLayout(makeDialogFoot(*this, *m_save));
    setMinimumWidth(WebhookDialogWidth);
    connect(
        m_field, &WebhookField::changed, this, [this] { m_save->setEnabled(m_field->isGood()); });
    connect(m_save, &QPushButton::clicked, this, &WebhookDialog::save);
    m_save->setEnabled(m_field->isGood());
}

void WebhookDialog::save()
{
    const QString url = m_field->url();
    if (const QString problem = m_book.webhooks().setForAll(url); !problem.isEmpty()) {
        Question::tell(this, tr("Not saved"), problem);
        return;
    }
    Q_EMIT saved(!url.isEmpty());
    accept();
}

} // namespace fanlight
