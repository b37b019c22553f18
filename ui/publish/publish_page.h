// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "publish/publish_desk.h"
#include "shell/ability_gate.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QLabel;
class QPushButton;
class QSplitter;

namespace fanlight {

class DeliveryCard;
class PublishForm;
class Segmented;
class SentTable;
class TemplateMenu;
class UndoBar;
class WirePane;

// Sends notifications by hand: to everyone, to one user or several, to an author's followers, to
// those who want a type, gathered into batches, again and again; shows whom it reaches, what goes
// on the wire, how it was delivered and what was sent before. Main thread; owned by the window.
class PublishPage : public QWidget {
    Q_OBJECT
public:
    using Paths = PublishDesk::Paths;

    // All three must outlive the page.
    PublishPage(
        HubPort& hub, Theme& theme, UiState& state, const Paths& paths, QWidget* parent = nullptr);
    PublishPage(HubPort& hub, Theme& theme, UiState& state);
    ~PublishPage() override;

    void setUser(const QString& userId); // makes the page ready to send to one user
    void loadRequest(const PublishRequest& request); // makes the page ready to send the same
    void loadTemplate(const PublishTemplate& one); // likewise; can be undone
    void sendRequest(const PublishRequest& request); // exactly as it is, without asking
    void send(); // what is written
    PublishDesk& desk() { return m_desk; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void lastAction(const QString& text); // "broadcast to 2,340 clients, p99 0.4 ms"
    void followRequested(const QString& eventId); // its way, from the publish to each client
    void audienceRequested();
    void sent(); // the hub has taken something
    void receiptShown(); // of what was sent, for somebody to see

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeToolLine();
    QWidget* makeWireAndSent();
    void connectForm();
    void makeShortcuts();

    void setMode(int mode);
    void takeAbilities();
    void takeStatus(const HubStatus& status);
    void connectDesk();
    void formChanged();
    QString blockedReason() const;
    void updatePreview();
    void copyAsCurl(const PublishRequest& request);
    void loadIntoEditor(int row);
    void load(const PublishTemplate& one, const QString& said);
    void takeBack(const PublishDraft& draft);
    void loadUndone();
    void followId(const QString& id);
    void remove(int first, int last);
    void sendAgain(int row);
    void beginDraft();
    void orderTabs();
    void showFileProblem();
    void arrangeTools();

    HubPort& m_hub;
    Theme& m_theme;
    UiState& m_state;
    AbilityGate m_gate;
    PublishDesk m_desk;

    // What a load replaced and what it put there.
    struct Loaded {
        PublishDraft before;
        PublishDraft after;
    };
    std::optional<Loaded> m_loaded;

    PublishForm* m_form;
    Segmented* m_modes;
    QPushButton* m_templateButton;
    TemplateMenu* m_templateMenu;
    QPushButton* m_curl;
    QBoxLayout* m_toolLine = nullptr;
    QSplitter* m_columns;
    DeliveryCard* m_delivery;
    WirePane* m_wire;
    SentTable* m_table;
    QLabel* m_fileProblem;
    UndoBar* m_undo;
};

} // namespace fanlight
