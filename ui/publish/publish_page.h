// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "publish/sent_file.h"
#include "publish/sent_model.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fanlight {

class Card;
class DeliveryCard;
class PublishForm;
class Segmented;
class SentTable;

// Sends notifications by hand: to everyone, to one user, to several; shows what goes on the wire, how it was
// delivered and what was sent before. Main thread; owned by the window.
class PublishPage : public QWidget {
    Q_OBJECT
public:
    // All three must outlive the page. `sentPath`: the file that keeps what was sent.
    PublishPage(Hub& hub, Theme& theme, UiState& state,
        const QString& sentPath = SentKeeper::defaultPath(), QWidget* parent = nullptr);
    ~PublishPage() override;

    void setUser(const QString& userId); // makes the page ready to send to one user
    void loadRequest(const PublishRequest& request); // into the editor
    void sendRequest(const PublishRequest& request) { publish(request); }
    void send();
    // Shows how a publish went and keeps it; the page's own sends end here too.
    void showResult(const PublishRequest& request, const PublishResult& result);

Q_SIGNALS:
    void lastAction(const QString& text); // "broadcast to 2,340 clients, write p99 0.4 ms"

private:
    QBoxLayout* makeToolLine();
    QWidget* makeWireAndSent();
    void makeShortcuts();

    void setMode(int mode);
    void formChanged();
    QString blockedReason() const;
    void updatePreview();
    void takeTheme();
    void publish(const PublishRequest& request);
    void copyAsCurl(const PublishRequest& request);
    void showSentProblem();

    Hub& m_hub;
    Theme& m_theme;
    UiState& m_state;
    SentModel m_sent;
    SentKeeper m_keeper;

    Segmented* m_modes;
    QPushButton* m_curl;
    PublishForm* m_form;
    DeliveryCard* m_delivery;
    QPlainTextEdit* m_wire;
    SentTable* m_table;
    QLabel* m_sentProblem;
};

} // namespace fanlight
