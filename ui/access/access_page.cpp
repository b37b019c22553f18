// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access_page.h"

#include "access/access_rules_card.h"
#include "access/certificate_card.h"
#include "access/proofs_card.h"
#include "access/refusals_card.h"
#include "access/token_check_card.h"
#include "access/token_dialog.h"
#include "hub/access_snapshot.h"
#include "hub/hub_port.h"
#include "ui_state.h"
#include "widgets/filter_line.h"
#include "widgets/key_notes.h"

#include <QDateTime>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QVBoxLayout>

namespace fanlight {

namespace {

constexpr int AccessSpacing = 12;
constexpr int AccessMargin = 16;

} // namespace

AccessPage::AccessPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_gate(hub)
    , m_theme(theme)
    , m_rules(new AccessRulesCard(theme))
    , m_certificate(new CertificateCard(theme))
    , m_proofs(new ProofsCard(theme, state))
    , m_check(new TokenCheckCard(hub, theme))
    , m_refusals(new RefusalsCard(theme, state))
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto* left = new QVBoxLayout;
    left->setSpacing(AccessSpacing);
    left->addWidget(m_proofs, 2);
    left->addWidget(m_check, 3);
    m_columns->setSpacing(AccessSpacing);
    m_columns->addLayout(left, 5);
    m_columns->addWidget(m_refusals, 6);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(AccessMargin, AccessMargin, AccessMargin, AccessMargin);
    page->setSpacing(AccessSpacing);
    page->addWidget(m_rules);
    page->addWidget(m_certificate);
    page->addLayout(m_columns, 1);

    m_timer.setInterval(AskInterval);
    connect(&m_timer, &QTimer::timeout, this, &AccessPage::ask);
    connect(&hub, &HubPort::statusChanged, this, [this] {
        m_isOld = true;
        if (isVisible())
            ask();
    });
    m_gate.show(HubPort::Ability::HandleTokens, std::initializer_list<QWidget*>{m_check});
    m_gate.show(HubPort::Ability::ChangeOptions,
        std::initializer_list<QWidget*>{m_certificate->readButton()});
    connect(&m_gate, &AbilityGate::changed, this, &AccessPage::takeAbilities);
    takeAbilities();
    connect(m_certificate, &CertificateCard::readRequested, this, &AccessPage::readFilesAnew);
    connect(m_rules, &AccessRulesCard::settingsRequested, this, &AccessPage::settingsRequested);
    connect(m_check, &TokenCheckCard::makeRequested, this, &AccessPage::openTokenDialog);
    connect(m_refusals, &RefusalsCard::lastAction, this, &AccessPage::lastAction);
    addFindShortcut(*this, *m_refusals->filter());
    auto* check = new QShortcut(Qt::CTRL | Qt::Key_J, this);
    explainKey(*check, tr("Check a token"));
    m_gate.arm(HubPort::Ability::HandleTokens, {check});
    connect(check, &QShortcut::activated, this,
        [this] { m_check->edit()->setFocus(Qt::ShortcutFocusReason); });
}

AccessPage::~AccessPage() = default;

// A hub that does not listen says the same again and again: it is asked when that changes.
void AccessPage::ask()
{
    if (!m_hub.link().isUp()) // what is shown stays
        return;
    m_hub.requestAccess([page = QPointer(this)](const AccessSnapshotPtr& access) {
        if (page && page->isVisible())
            page->showSnapshot(access);
    });
    if (m_hub.isListening())
        m_timer.start();
    else
        m_timer.stop();
}

void AccessPage::showSnapshot(const AccessSnapshotPtr& access)
{
    m_access = access;
    m_isOld = false;
    m_rules->show(*access);
    m_certificate->show(m_hub.status(), QDateTime::currentMSecsSinceEpoch());
    m_proofs->show(*access);
    m_check->takeAccess(*access);
    m_check->refresh();
    m_refusals->show(access->refusals);
    if (m_dialog)
        m_dialog->takeAccess(*access);
}

void AccessPage::takeAbilities()
{
    m_certificate->readButton()->setEnabled(m_gate.isOpen(HubPort::Ability::ChangeOptions));
    m_check->setMakingAllowed(m_gate.isOpen(HubPort::Ability::HandleTokens)
        || m_gate.isOpen(HubPort::Ability::MakeTickets));
    if (m_dialog)
        m_dialog->takeAbilities();
    if (isVisible())
        ask(); // it may have been away
}

// What comes of it the hub tells with its status.
void AccessPage::readFilesAnew()
{
    if (!m_gate.isOpen(HubPort::Ability::ChangeOptions))
        return;
    auto* told = new QObject(this);
    connect(&m_hub, &HubPort::statusChanged, told, [this, told](const HubStatus& status) {
        told->deleteLater();
        Q_EMIT lastAction(status.tls.problem.isEmpty()
                ? tr("certificate read anew")
                : tr("certificate not read anew: %1", "why").arg(status.tls.problem));
    });
    m_hub.readFilesAnew();
}

TokenDialog* AccessPage::tokenDialog() const
{
    return m_dialog;
}

void AccessPage::openTokenDialog()
{
    if (!m_check->makeButton()->isEnabled())
        return;
    if (!m_dialog) {
        m_dialog = new TokenDialog(m_hub, m_theme, this);
        connect(m_dialog, &TokenDialog::lastAction, this, &AccessPage::lastAction);
        if (m_access)
            m_dialog->takeAccess(*m_access);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void AccessPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isOld || m_hub.isListening())
        ask();
}

void AccessPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
    if (!event->spontaneous()) // another page, not a minimised window
        m_check->forget();
}

void AccessPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_columns->setDirection(
        width() < NarrowWidth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace fanlight
